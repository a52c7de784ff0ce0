/** The counting behind a coverage: a table of everything that can happen, each with its count. */
import type { CoverageRow } from "../../sim/index.ts";

/** By subject and outcome: null, or why it cannot happen. */
export type Outcomes = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

interface Counted extends CoverageRow {
  count: number;
}

export class OutcomeCounts {
  private readonly bySubject = new Map<string, Map<string, Counted>>();

  constructor(outcomes: Outcomes) {
    for (const [subject, reasons] of Object.entries(outcomes)) {
      const counted = Object.entries(reasons).map(
        ([outcome, unreachable]) => [outcome, { subject, outcome, count: 0, unreachable }] as const,
      );
      this.bySubject.set(subject, new Map(counted));
    }
  }

  /** Throws where the table does not know of it: the table is wrong then, not the model. */
  add(subject: string, outcome: string): void {
    const counted = this.bySubject.get(subject)?.get(outcome);
    if (counted === undefined) throw new Error(`the coverage does not list that ${subject} comes to "${outcome}"`);
    counted.count++;
  }

  /** A copy, in the order of the table. */
  rows(): readonly CoverageRow[] {
    return [...this.bySubject.values()].flatMap((outcomes) => [...outcomes.values()].map((row) => ({ ...row })));
  }
}
