/** Expressions of the litmus language, and the names that a thread knows. Precedence is that of C. */
import { loadOrdering } from "./parse-ordering.ts";
import type { Scanner } from "./scanner.ts";
import type { Binary, Expression, Load, Place } from "./syntax.ts";

/** From the loosest to the tightest. */
const LEVELS: readonly Readonly<Record<string, Binary>>[] = [
  { "||": "||" },
  { "&&": "&&" },
  { "===": "===", "!==": "!==", "==": "===", "!=": "!==" },
  { "<": "<", ">": ">", "<=": "<=", ">=": ">=" },
  { "+": "+", "-": "-" },
  { "*": "*" },
];

export class Scope {
  readonly variables: { name: string; register: boolean }[] = [];
  readonly locations = new Set<string>();
  private readonly scanner: Scanner;

  constructor(scanner: Scanner) {
    this.scanner = scanner;
  }

  /** The slot of a variable that is assigned; a new one where there is none of the name. */
  declare(name: string, register: boolean): number {
    const at = this.variables.findIndex((variable) => variable.name === name);
    if (at >= 0) return at;
    return this.variables.push({ name, register }) - 1;
  }

  /** A variable that is read, whose name began at column `at`. */
  variable(name: string, at: number): Expression & { readonly is: "variable" } {
    const slot = this.variables.findIndex((variable) => variable.name === name);
    if (slot < 0) this.scanner.refuse("a register that was given a value before", { kind: "name", text: name, at });
    return { is: "variable", slot };
  }

  /** `x` or `[a+1]`. */
  place(): Place {
    const { scanner } = this;
    if (scanner.accept("[")) {
      const index = this.expression();
      scanner.expect("]");
      return { index };
    }
    const name = scanner.name("a location (x, or a cell such as [1])");
    this.locations.add(name);
    return { name };
  }

  /** What follows `Ld`. */
  loadAfterWord(): Load {
    return { is: "load", place: this.place(), ...loadOrdering(this.scanner) };
  }

  expression(level = 0): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.expression(level + 1);
    for (;;) {
      const { kind, text } = this.scanner.next;
      const operator = kind === "sign" ? operators[text] : undefined;
      if (operator === undefined) return left;
      this.scanner.take();
      left = { is: "binary", operator, left, right: this.expression(level + 1) };
    }
  }

  private unary(): Expression {
    if (this.scanner.accept("!")) return { is: "not", of: this.unary() };
    if (this.scanner.accept("-")) return { is: "minus", of: this.unary() };
    return this.primary();
  }

  private primary(): Expression {
    const { scanner } = this;
    const { kind, text, at } = scanner.next;
    if (kind === "number") {
      scanner.take();
      return { is: "number", value: Number(text) };
    }
    if (kind === "name") {
      scanner.take();
      return this.variable(text, at);
    }
    if (!scanner.accept("(")) scanner.refuse("a value (a number, a register, or something in brackets)");
    const inner = scanner.accept("Ld") ? this.loadAfterWord() : this.expression();
    scanner.expect(")");
    return inner;
  }
}
