/** What the one-line language of litmus tests says, as data: `parse.ts` makes it, `interpreter.ts` runs it. */
import type { FenceOrdering, LoadOrdering, Ordering, StoreOrdering } from "../memory/ordering.ts";

/** `x`, or the cell `[index]` of the one array that there is. */
export type Place = { readonly name: string } | { readonly index: Expression };

/** `plain`: written `na`, not atomic. To the memory it is relaxed; that it may race is checked beside it. */
export interface Load {
  readonly is: "load";
  readonly place: Place;
  readonly ordering: LoadOrdering;
  readonly plain: boolean;
}

export type Binary = "+" | "-" | "*" | "===" | "!==" | "<" | ">" | "<=" | ">=" | "&&" | "||";

/** Conditions are numbers too: 0 is false, comparisons give 0 or 1. */
export type Expression =
  | { readonly is: "number"; readonly value: number }
  /** A register or a loop's variable, by its place among those of the thread. */
  | { readonly is: "variable"; readonly slot: number }
  | { readonly is: "not" | "minus"; readonly of: Expression }
  | { readonly is: "binary"; readonly operator: Binary; readonly left: Expression; readonly right: Expression }
  | Load;

export type Update =
  | { readonly kind: "fetchAdd" | "swap"; readonly operand: Expression }
  | { readonly kind: "compareExchange"; readonly expected: Expression; readonly next: Expression };

export type Statement =
  | { readonly is: "assign"; readonly slot: number; readonly value: Expression }
  | {
      readonly is: "store";
      readonly place: Place;
      readonly value: Expression;
      readonly ordering: StoreOrdering;
      readonly plain: boolean;
    }
  /** `slot` null: nobody wants the value before. */
  | {
      readonly is: "update";
      readonly slot: number | null;
      readonly place: Place;
      readonly update: Update;
      readonly ordering: Ordering;
    }
  | { readonly is: "load"; readonly load: Load }
  | { readonly is: "fence"; readonly ordering: FenceOrdering }
  | { readonly is: "assume"; readonly condition: Expression }
  | {
      readonly is: "if";
      readonly condition: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly is: "for";
      readonly start: Statement;
      readonly condition: Expression;
      readonly step: Statement;
      readonly body: readonly Statement[];
    };

export interface LitmusThread {
  readonly statements: readonly Statement[];
  /** By slot: the registers and variables of the thread; they begin at 0. */
  readonly variables: readonly { readonly name: string; readonly register: boolean }[];
  /** The named locations that it accesses. */
  readonly locations: readonly string[];
}
