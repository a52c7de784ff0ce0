/**
 * `pos`: partial-order sampling (Yuan, Yang, Gu: "Partial Order Aware Concurrency Sampling", CAV
 * 2018). Every announced step has a random priority and the highest goes; of the others, those in
 * conflict with it (same object, not both only reading) draw theirs anew, so that the order of each
 * pair in conflict is decided afresh and steps that do not touch each other do not count.
 *
 * A thread that was spawned starts at once, up to its first step: a start orders nothing, and what
 * its first step conflicts with is not known before. (What a thread does before its first step,
 * without a step, is thus never late here; `random` and `pct` delay it.)
 *
 * All priorities are drawn anew every `DECISIONS_KEPT` decisions, which the paper does not do: a low
 * one would let a spin loop, whose steps draw anew each time, go on for thousands of rounds and look
 * like a livelock.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Operation } from "../engine/operation.ts";
import { Draws } from "./draws.ts";
import { CLOCK, Priorities } from "./priorities.ts";
import { unstarted } from "./starts.ts";
import type { Strategy } from "./strategy.ts";

const DECISIONS_KEPT = 64;

export class PosStrategy implements Strategy {
  readonly name = "pos";
  readonly systematic = false;
  private readonly draws = new Draws();
  private readonly priorities = new Priorities(() => this.draws.unit());
  private kept = 0;

  begin(seed: string): boolean {
    this.draws.begin(seed);
    this.priorities.begin();
    this.kept = 0;
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    if (kind !== "schedule") return this.draws.other(kind, options, view);
    if (++this.kept > DECISIONS_KEPT) this.drawAllAnew();
    const starting = unstarted(view);
    if (starting !== -1) return starting;
    const answer = this.priorities.highest(options, view);
    if (answer === view.ready.length) this.priorities.redraw(CLOCK);
    else this.redrawFor(view.candidate(answer).op, view);
    return answer;
  }

  private drawAllAnew(): void {
    this.priorities.begin();
    this.kept = 1;
  }

  /** `going` will be performed: its thread's next step is another, and its rivals draw anew. */
  private redrawFor(going: Operation, view: Execution): void {
    this.priorities.redraw(going.thread.index);
    if (going.target === null || going.kind.access === "none") return;
    for (const thread of view.ready) {
      if (thread.op !== going && conflict(thread.op, going)) this.priorities.redraw(thread.index);
    }
  }
}

/** `going` touches an object. */
function conflict(op: Operation, going: Operation): boolean {
  if (op.target !== going.target || op.kind.access === "none") return false;
  return op.kind.access === "write" || going.kind.access === "write";
}
