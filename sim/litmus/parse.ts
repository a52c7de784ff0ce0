/**
 * The one-line language of the litmus tables, a thread at a time: `St x 1 rel; a=Ld y acq`.
 * docs/litmus.md has its grammar. What does not fit is a `UsageError` with its column.
 */
import { Scope } from "./parse-expression.ts";
import { fenceOrdering, storeOrdering, updateOrdering } from "./parse-ordering.ts";
import { Scanner } from "./scanner.ts";
import type { Expression, LitmusThread, Statement, Update } from "./syntax.ts";

const A_STATEMENT = "a statement (St, r=Ld, r=Fa, r=Xc, r=Cas, Fe, As, if, for)";

/** `number` counts the threads of a test from 0, for errors. */
export function parseThread(text: string, number: number): LitmusThread {
  return new ThreadParser(text, `thread ${number}`).parse();
}

class ThreadParser {
  private readonly scanner: Scanner;
  private readonly scope: Scope;

  constructor(text: string, whose: string) {
    this.scanner = new Scanner(text, whose);
    this.scope = new Scope(this.scanner);
  }

  parse(): LitmusThread {
    const statements = this.statements();
    if (this.scanner.next.kind !== "end") this.scanner.refuse(`";" or the end`);
    if (statements.length === 0) this.scanner.refuse(A_STATEMENT);
    return { statements, variables: this.scope.variables, locations: [...this.scope.locations] };
  }

  /** Up to a bracket that closes, or the end. */
  private statements(): Statement[] {
    const { scanner } = this;
    const found: Statement[] = [];
    for (;;) {
      while (scanner.accept(";"));
      if (scanner.next.kind === "end" || scanner.next.text === "}") return found;
      found.push(this.statement());
      const ended = found.at(-1)?.is === "if" || found.at(-1)?.is === "for";
      if (!ended && scanner.next.text !== ";") return found;
    }
  }

  private statement(): Statement {
    const { scanner, scope } = this;
    if (scanner.next.kind === "name") return this.assignment();
    const word = scanner.take();
    switch (word.text) {
      case "St": {
        const place = scope.place();
        const value = scope.expression();
        return { is: "store", place, value, ...storeOrdering(scanner) };
      }
      case "Ld":
        return { is: "load", load: scope.loadAfterWord() };
      case "Fa":
      case "Xc":
      case "Cas":
        return this.update(word.text);
      case "Fe":
        return { is: "fence", ordering: fenceOrdering(scanner) };
      case "As":
        return { is: "assume", condition: this.bracketed() };
      case "if":
        return this.branch();
      case "for":
        return this.loop();
      default:
        return scanner.refuse(A_STATEMENT, word);
    }
  }

  /** `r=Ld ...`, `r=Fa ...`, `r=a+1`. */
  private assignment(): Statement {
    const { scanner, scope } = this;
    const name = scanner.name("a register");
    scanner.expect("=");
    const { text } = scanner.next;
    if (text === "Fa" || text === "Xc" || text === "Cas") {
      scanner.take();
      const update = this.update(text);
      // Declared after the operands: they may not use it before.
      return { ...update, slot: scope.declare(name, true) };
    }
    const value = scanner.accept("Ld") ? scope.loadAfterWord() : scope.expression();
    return { is: "assign", slot: scope.declare(name, true), value };
  }

  private update(word: "Fa" | "Xc" | "Cas"): Statement & { readonly is: "update" } {
    const place = this.scope.place();
    const update = this.operands(word);
    return { is: "update", slot: null, place, update, ordering: updateOrdering(this.scanner) };
  }

  private operands(word: "Fa" | "Xc" | "Cas"): Update {
    const first = this.scope.expression();
    if (word === "Fa") return { kind: "fetchAdd", operand: first };
    if (word === "Xc") return { kind: "swap", operand: first };
    return { kind: "compareExchange", expected: first, next: this.scope.expression() };
  }

  private bracketed(): Expression {
    this.scanner.expect("(");
    const condition = this.scope.expression();
    this.scanner.expect(")");
    return condition;
  }

  private branch(): Statement {
    const condition = this.bracketed();
    const body = this.block();
    const otherwise = this.scanner.accept("else") ? this.block() : [];
    return { is: "if", condition, body, otherwise };
  }

  /** `{...}`, one statement, or nothing but its `;`. */
  private block(): Statement[] {
    const { scanner } = this;
    if (scanner.next.text === ";") return [];
    if (!scanner.accept("{")) return [this.statement()];
    const statements = this.statements();
    scanner.expect("}");
    return statements;
  }

  /** `for(let i=5;(Ld [i] acq)!==0;i--);` */
  private loop(): Statement {
    const { scanner } = this;
    scanner.expect("(");
    const start = this.count(scanner.accept("let"));
    scanner.expect(";");
    const condition = this.scope.expression();
    scanner.expect(";");
    const step = this.count(false);
    scanner.expect(")");
    return { is: "for", start, condition, step, body: this.block() };
  }

  /** `i=5`, `i--`, `i++`; `fresh`: a variable that is no register. */
  private count(fresh: boolean): Statement {
    const { scanner, scope } = this;
    const { at } = scanner.next;
    const name = scanner.name("the variable of the loop");
    for (const [sign, operator] of STEPS) {
      if (!scanner.accept(sign)) continue;
      const left = scope.variable(name, at);
      const value: Expression = { is: "binary", operator, left, right: { is: "number", value: 1 } };
      return { is: "assign", slot: left.slot, value };
    }
    scanner.expect("=");
    const value = scope.expression();
    return { is: "assign", slot: scope.declare(name, !fresh), value };
  }
}

const STEPS = [
  ["++", "+"],
  ["--", "-"],
] as const;
