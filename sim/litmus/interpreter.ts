/** Runs one thread of a litmus test. */
import { fence } from "../atomic/fence.ts";
import { assume } from "../explore/assume.ts";
import type { Op } from "../op.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { compareExchange, fetchAdd, load, store, swap } from "./litmus-kinds.ts";
import type { LitmusLocation } from "./litmus-location.ts";
import { failureOrdering } from "./parse-ordering.ts";
import type { Binary, Expression, LitmusThread, Place, Statement } from "./syntax.ts";

/** The locations of the present execution. */
export interface Locations {
  at(name: string): LitmusLocation;
}

export class Interpreter {
  /** By slot, the registers and variables; 0 before they are assigned. */
  readonly values: number[];
  readonly thread: LitmusThread;
  /** By number of the access, from 0: the slot that its value went to. */
  readonly received: (number | undefined)[] = [];
  /** As `spawn` takes it, made once. */
  readonly body: () => Op<void>;
  private readonly locations: Locations;
  private accesses = 0;

  constructor(thread: LitmusThread, locations: Locations) {
    this.thread = thread;
    this.locations = locations;
    this.values = thread.variables.map(() => 0);
    this.body = () => this.all(thread.statements);
  }

  reset(): void {
    this.values.fill(0);
    this.received.length = 0;
    this.accesses = 0;
  }

  private *all(statements: readonly Statement[]): Op<void> {
    for (const statement of statements) yield* this.run(statement);
  }

  private *run(statement: Statement): Op<void> {
    switch (statement.is) {
      case "assign":
        this.values[statement.slot] = yield* this.value(statement.value);
        if (statement.value.is === "load") this.received[this.accesses - 1] = statement.slot;
        return;
      case "store": {
        const location = yield* this.location(statement.place);
        const value = yield* this.value(statement.value);
        this.accesses++;
        yield* store(location, value, statement.ordering, statement.plain);
        return;
      }
      case "update": {
        const seen = yield* this.update(statement);
        if (statement.slot === null) return;
        this.values[statement.slot] = seen;
        this.received[this.accesses - 1] = statement.slot;
        return;
      }
      case "load":
        yield* this.value(statement.load);
        return;
      case "fence":
        this.accesses++;
        yield* fence(statement.ordering);
        return;
      case "assume":
        yield* assume((yield* this.value(statement.condition)) !== 0);
        return;
      case "if":
        yield* this.all((yield* this.value(statement.condition)) !== 0 ? statement.body : statement.otherwise);
        return;
      case "for":
        yield* this.run(statement.start);
        while ((yield* this.value(statement.condition)) !== 0) {
          yield* this.all(statement.body);
          yield* this.run(statement.step);
          // An exploration counts the rounds of a loop by its yields: it may wait for another thread for ever.
          yield* yieldNow();
        }
    }
  }

  /** Gives back the value before. */
  private *update({ place, update, ordering }: Statement & { readonly is: "update" }): Op<number> {
    const location = yield* this.location(place);
    if (update.kind === "compareExchange") {
      const expected = yield* this.value(update.expected);
      const next = yield* this.value(update.next);
      this.accesses++;
      return (yield* compareExchange(location, expected, next, ordering, failureOrdering(ordering))).actual;
    }
    const operand = yield* this.value(update.operand);
    this.accesses++;
    return yield* update.kind === "swap" ? swap(location, operand, ordering) : fetchAdd(location, operand, ordering);
  }

  private *location(place: Place): Op<LitmusLocation> {
    return this.locations.at("name" in place ? place.name : `[${yield* this.value(place.index)}]`);
  }

  private *value(expression: Expression): Op<number> {
    switch (expression.is) {
      case "number":
        return expression.value;
      case "variable":
        return this.values[expression.slot] ?? 0;
      case "not":
        return (yield* this.value(expression.of)) === 0 ? 1 : 0;
      case "minus":
        return -(yield* this.value(expression.of));
      case "load": {
        const location = yield* this.location(expression.place);
        this.accesses++;
        return yield* load(location, expression.ordering, expression.plain);
      }
      case "binary": {
        const left = yield* this.value(expression.left);
        if (expression.operator === "&&" && left === 0) return left;
        if (expression.operator === "||" && left !== 0) return left;
        return apply(expression.operator, left, yield* this.value(expression.right));
      }
    }
  }
}

function apply(operator: Binary, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "&&":
    case "||":
      return right;
    default:
      return compare(operator, left, right) ? 1 : 0;
  }
}

function compare(operator: "===" | "!==" | "<" | ">" | "<=" | ">=", left: number, right: number): boolean {
  switch (operator) {
    case "===":
      return left === right;
    case "!==":
      return left !== right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
  }
}
