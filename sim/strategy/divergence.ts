/**
 * Where a repeated execution left the one it repeats: the first question that was not the one
 * expected, with both sides in words.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import { finding, Stopped } from "../finding/finding.ts";

export interface Divergence {
  /** Number of the question at which the two part, from 1. */
  readonly question: number;
  /** Steps announced by then. */
  readonly step: number;
  /** What the repeated execution had there: "which thread goes next (`schedule`) of 2 options". */
  readonly expected: string;
  /** What this execution has there. */
  readonly actual: string;
}

/**
 * Leaves the code under test when its execution diverged. A `Stopped`: `Execution.run` swallows it
 * and returns, with a `nondeterminism` finding; whoever replays looks at `strategy.divergence`.
 */
export class Diverged extends Stopped {
  readonly divergence: Divergence;

  constructor(divergence: Divergence) {
    super(showDivergence(divergence));
    this.divergence = divergence;
  }
}

/** One sentence for a person. */
export function showDivergence({ question, step, expected, actual }: Divergence): string {
  return `the execution parts from the one that it repeats at question ${question} (step ${step}): expected ${expected}, got ${actual}`;
}

/** Ends the execution at `divergence`: no step is performed after it. */
export function diverge(divergence: Divergence, view: Execution): never {
  view.fail(
    finding("nondeterminism", showDivergence(divergence), {
      details: [`expected: ${divergence.expected}`, `got: ${divergence.actual}`],
      involved: [divergence.expected, divergence.actual],
    }),
  );
  throw new Diverged(divergence);
}

/** A question as both sides name it. */
export function showQuestion(kind: DecisionKind, options: number): string {
  return `\`${kind}\` of ${options} options`;
}

/** The question that an execution asks now, and where it stands. */
export function showAsked(kind: DecisionKind, options: number, view: Execution): string {
  const { thread } = view;
  const at = thread.op.announced ? ` at ${thread.op.describe()}` : "";
  return `${showQuestion(kind, options)} from "${thread.name}"${at}`;
}
