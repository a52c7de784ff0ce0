/**
 * In which order the executions are given out: in rounds, in which each scenario gets its turn, small
 * ones first. What a campaign comes to does not depend on it where its executions are counted.
 */
import { nextRound } from "./budget.ts";
import type { Ledger } from "./ledger.ts";
import type { Span } from "./span.ts";

export class Rounds {
  readonly #ledgers: readonly Ledger[];
  /** The clock has no say: rounds grow as they come. */
  readonly #counted: boolean;
  #size: number;
  #beganMs = performance.now();
  readonly #startMs = performance.now();
  /** The scenario whose turn it is, and what it was given in this round. */
  #at = 0;
  #given = 0;

  constructor(ledgers: readonly Ledger[], counted: boolean) {
    this.#ledgers = ledgers;
    this.#counted = counted;
    this.#size = nextRound(null, 0, 0);
  }

  /** The next executions of the scenario whose turn it is, `most(its place)` at most; null when all are given out. */
  next(most: (at: number) => number): Span | null {
    for (let passed = 0; passed <= this.#ledgers.length; passed++) {
      const left = this.#size - this.#given;
      const ledger = this.#ledgers[this.#at];
      const span = left <= 0 || ledger === undefined ? null : ledger.take(Math.min(left, most(ledger.at)));
      if (span !== null) {
        this.#given += span.to - span.from;
        return span;
      }
      this.#pass();
    }
    return null;
  }

  #pass(): void {
    this.#given = 0;
    this.#at++;
    if (this.#at < this.#ledgers.length) return;
    this.#at = 0;
    const nowMs = performance.now();
    // Counted budgets do not look at the clock, so that the same command takes the same turns everywhere.
    this.#size = nextRound(this.#size, this.#counted ? 0 : nowMs - this.#beganMs, nowMs - this.#startMs);
    this.#beganMs = nowMs;
  }
}
