/** All that one thread may do if its loads may return anything that is ever written. */
import { evaluate, type Registers, type Statement } from "./read.ts";

/** A read-modify-write is two actions, `updates` in both. */
export interface Action {
  readonly kind: "read" | "write" | "fence";
  /** Empty for fences. */
  readonly at: string;
  readonly value: number;
  readonly ordering: string;
  readonly updates: boolean;
}

export interface Trace {
  readonly actions: readonly Action[];
  readonly registers: Registers;
}

/** By location, the values that a load may return. */
export type Domain = ReadonlyMap<string, ReadonlySet<number>>;

const NOTHING: Trace = { actions: [], registers: {} };

/**
 * The traces of each thread; or null where there are more than `limit` of one. A value that is read was
 * written because of values read before, so there are no longer chains of values than writes.
 */
export function allTraces(threads: readonly (readonly Statement[])[], limit: number): Trace[][] | null {
  const rounds = threads.reduce((sum, statements) => sum + count(statements), 2);
  let domain: Domain = new Map();
  let found: Trace[][] = [];
  for (let round = 0; round < rounds; round++) {
    found = threads.map((statements) => traces(statements, NOTHING, domain));
    if (found.some(({ length }) => length > limit)) return null;
    const next = written(found.flat());
    if (size(next) === size(domain)) return found;
    domain = next;
  }
  return found;
}

function count(statements: readonly Statement[]): number {
  return statements.reduce((sum, statement) => sum + (statement.is === "if" ? count(statement.body) : 1), 0);
}

const size = (domain: Domain): number => [...domain.values()].reduce((sum, values) => sum + values.size, 0);

function written(all: readonly Trace[]): Domain {
  const domain = new Map<string, Set<number>>();
  for (const { actions } of all) {
    for (const { kind, at, value } of actions) {
      if (kind === "fence") continue;
      if (!domain.has(at)) domain.set(at, new Set([0]));
      if (kind === "write") domain.get(at)?.add(value);
    }
  }
  return domain;
}

function traces(statements: readonly Statement[], before: Trace, domain: Domain): Trace[] {
  const [first, ...rest] = statements;
  if (first === undefined) return [before];
  if (first.is === "if") {
    const taken = evaluate(first.condition, before.registers) !== 0;
    return traces(taken ? [...first.body, ...rest] : rest, before, domain);
  }
  return steps(first, before, domain).flatMap((after) => traces(rest, after, domain));
}

function steps(statement: Exclude<Statement, { is: "if" }>, before: Trace, domain: Domain): Trace[] {
  const { ordering } = statement;
  if (statement.is === "fence")
    return [extend(before, [{ kind: "fence", at: "", value: 0, ordering, updates: false }])];
  const { at } = statement;
  if (statement.is === "store") {
    const value = evaluate(statement.value, before.registers);
    return [extend(before, [{ kind: "write", at, value, ordering, updates: false }])];
  }
  return [...(domain.get(at) ?? [0])].map((seen) => {
    const read: Action = { kind: "read", at, value: seen, ordering, updates: false };
    if (statement.is === "load") return extend(before, [read], { [statement.into]: seen });
    const value = updated(statement, seen, before.registers);
    // A compare-exchange that fails is a load, with the ordering of failure.
    const actions: Action[] =
      value === null
        ? [{ ...read, ordering: ordering === "ar" ? "acq" : ordering === "rel" ? "rlx" : ordering }]
        : [
            { ...read, updates: true },
            { ...read, kind: "write", value, updates: true },
          ];
    return extend(before, actions, { [statement.into]: seen });
  });
}

function extend({ actions, registers }: Trace, more: readonly Action[], assigned: Registers = {}): Trace {
  return { actions: [...actions, ...more], registers: { ...registers, ...assigned } };
}

/** What the update makes of the value, or null where it does not write. */
function updated({ how, operands }: Statement & { is: "update" }, seen: number, registers: Registers): number | null {
  const [first = 0, second = 0] = operands.map((operand) => evaluate(operand, registers));
  if (how === "Fa") return seen + first;
  if (how === "Xc") return first;
  return seen === first ? second : null;
}
