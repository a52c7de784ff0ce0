/**
 * Answers of a tape for an execution that may ask other questions than the tape's did. What the tape
 * has for another kind of question is passed over where an answer of the right kind is near;
 * otherwise it stays for the next question. An answer too large is clamped.
 */
import type { DecisionKind } from "../../decision.ts";
import type { TapeEntry } from "../../tape/tape.ts";

/** So many answers may be passed over at once. */
const NEAR = 8;

export class Script {
  private readonly entries: readonly TapeEntry[];
  private position = 0;

  constructor(entries: readonly TapeEntry[]) {
    this.entries = entries;
  }

  /** Null where there is none. */
  answer(kind: DecisionKind, options: number): number | null {
    const end = Math.min(this.position + NEAR, this.entries.length);
    for (let at = this.position; at < end; at++) {
      const entry = this.entries[at] as TapeEntry; // at < length
      if (entry.kind !== kind) continue;
      this.position = at + 1;
      return Math.min(entry.answer, options - 1);
    }
    return null;
  }
}
