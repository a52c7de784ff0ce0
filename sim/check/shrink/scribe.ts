/** Lets another strategy answer, and keeps what it answered. */
import type { DecisionKind } from "../../decision.ts";
import type { Execution } from "../../engine/execution.ts";
import type { Strategy } from "../../strategy/strategy.ts";
import { type Choice, CLOCK } from "./choice.ts";

export class Scribe implements Strategy {
  readonly name = "scribe";
  readonly systematic = false;
  readonly choices: Choice[] = [];
  private readonly inner: Strategy;
  private readonly halfwaySteps: number;
  private view: Execution | null = null;
  /** Steps of each thread when half of the run was over. */
  private halfway: readonly number[] | null = null;

  /** `stepsMax`: the bound on the run's steps. */
  constructor(inner: Strategy, stepsMax: number) {
    this.inner = inner;
    this.halfwaySteps = stepsMax / 2;
  }

  begin(): boolean {
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    this.view = view;
    if (this.halfway === null && view.steps >= this.halfwaySteps) {
      this.halfway = view.threads.map((thread) => thread.steps);
    }
    const answer = this.inner.decide(kind, options, view);
    this.choices.push({ kind, options, answer, asker: view.thread.path, next: nextOf(kind, answer, view) });
    return answer;
  }

  /**
   * After a run that used up its steps: nobody who could go on was kept waiting throughout its
   * second half. An unfair schedule makes every spin loop a livelock, and proves nothing.
   */
  get fair(): boolean {
    const { halfway, view } = this;
    if (halfway === null || view === null) return true;
    return view.ready.every((thread) => thread.steps > (halfway[thread.index] ?? 0));
  }
}

function nextOf(kind: DecisionKind, answer: number, view: Execution): string | null {
  if (kind !== "schedule") return null;
  return answer < view.ready.length ? view.candidate(answer).path : CLOCK;
}
