/**
 * `replay`: answers from a recorded tape.
 *
 * Strict: the execution must ask exactly the recorded questions; it is stopped at the first that
 * differs, and `divergence` names both sides. Call `end` after the execution: answers left over
 * are a divergence too. Lenient: kinds do not matter, answers too large are clamped, and after the
 * tape's end every answer is the dullest, so that any tape says something about any execution.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Tape, TapeEntry } from "../tape/tape.ts";
import { type Divergence, diverge, showAsked, showQuestion } from "./divergence.ts";
import type { Strategy } from "./strategy.ts";

export type ReplayMode = "strict" | "lenient";

export class ReplayStrategy implements Strategy {
  readonly name = "replay";
  readonly systematic = false;
  /** The first difference of the present execution; always null in lenient mode. */
  divergence: Divergence | null = null;
  private readonly entries: readonly TapeEntry[];
  private readonly strict: boolean;
  private position = 0;

  constructor(tape: Tape, mode: ReplayMode) {
    this.entries = tape.entries;
    this.strict = mode === "strict";
  }

  begin(): boolean {
    this.position = 0;
    this.divergence = null;
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    const entry = this.entries[this.position];
    if (this.strict) this.compare(entry, kind, options, view);
    this.position++;
    return entry === undefined ? 0 : Math.min(entry.answer, options - 1);
  }

  /** To be called after the execution; gives back the divergence, if there was one. */
  end(view: Execution): Divergence | null {
    const left = this.entries.length - this.position;
    const next = this.entries[this.position];
    if (this.strict && this.divergence === null && next !== undefined) {
      this.divergence = {
        question: this.position + 1,
        step: view.steps,
        expected: `${showQuestion(next.kind, next.options)}, ${left} of ${this.entries.length} answers being left on the tape`,
        actual: "the end of the execution",
      };
    }
    return this.divergence;
  }

  private compare(entry: TapeEntry | undefined, kind: DecisionKind, options: number, view: Execution): void {
    const expected = mismatch(entry, kind, options, this.entries.length);
    if (expected === null) return;
    const actual = showAsked(kind, options, view);
    this.divergence = { question: this.position + 1, step: view.steps, expected, actual };
    diverge(this.divergence, view);
  }
}

/** What the tape has instead of the question asked; null where it has just that. */
function mismatch(entry: TapeEntry | undefined, kind: DecisionKind, options: number, length: number): string | null {
  if (entry === undefined) return `the end of the tape after ${length} answers`;
  if (entry.kind !== kind || entry.options !== options) return showQuestion(entry.kind, entry.options);
  const { answer } = entry;
  if (Number.isInteger(answer) && answer >= 0 && answer < options) return null;
  return `an answer below ${options}, but the tape says ${answer}`;
}
