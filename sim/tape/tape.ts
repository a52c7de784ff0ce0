/** The recorded answers of one execution, in order, with what was asked: replaying them repeats it. */
import type { DecisionKind } from "../decision.ts";

export interface TapeEntry {
  readonly kind: DecisionKind;
  readonly options: number;
  readonly answer: number;
}

export class Tape {
  readonly entries: TapeEntry[];

  constructor(entries: readonly TapeEntry[] = []) {
    this.entries = [...entries];
  }

  push(kind: DecisionKind, options: number, answer: number): void {
    this.entries.push({ kind, options, answer });
  }
}
