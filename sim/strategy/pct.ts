/**
 * `pct`: probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatti: "A
 * Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010).
 *
 * Every thread gets a random priority and the highest goes on; at d-1 points, drawn from the k
 * steps of the program, the running thread falls below all that have not fallen. A bug that needs
 * d orderings is found with probability at least 1/(n·k^(d-1)) in each run, n being the threads.
 * k comes from `learn`; without it `STEPS_UNLEARNT` stands in, and the guarantee is for that k.
 * Steps are counted as they are announced, which is where a switch can come before them.
 *
 * A thread falls below all others where it announces a step that `yields`: it says itself that it
 * cannot get on, and in the paper's order it would spin until the run ends as `livelock`.
 * A thread that spins without a word still starves the others under plain PCT. The fair form lets it
 * fall where it was chosen over others in so many decisions on end that it can only be spinning: as
 * many as the program has steps (k), but at least 100 and at most 1,000 (`patience.ts`). A longer honest
 * run falls too; up to a k of 1,000 there is none, and the guarantee stands. Letting time pass falls likewise, at every second time
 * that it was chosen.
 * A program that does not wait for time and never spins unsaid is scheduled alike by both forms.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import { UsageError } from "../finding/usage-error.ts";
import { Draws } from "./draws.ts";
import { patienceFor } from "./patience.ts";
import { CLOCK, Priorities } from "./priorities.ts";
import type { Profile } from "./profile.ts";
import type { Strategy } from "./strategy.ts";

const STEPS_UNLEARNT = 100;
/** More change points than this make a walk of no particular order. */
export const PCT_DEPTH_MAX = 100;

export class PctStrategy implements Strategy {
  readonly name: string;
  readonly systematic = false;
  private readonly depth: number;
  private readonly fair: boolean;
  private readonly draws = new Draws();
  /** Drawn from [1, 2); fallen at point i: i / depth, below 1; fallen for fairness: below 0. */
  private readonly priorities = new Priorities(() => 1 + this.draws.unit());
  private steps = STEPS_UNLEARNT;
  private runMax = patienceFor(STEPS_UNLEARNT);
  /** The steps at which the running thread falls, in no order; Infinity once done. */
  private readonly points: number[] = [];
  private nextPoint = Number.POSITIVE_INFINITY;
  /** The lowest priority given out for fairness. */
  private floor = 0;
  /** Who was chosen last, and in how many decisions on end. */
  private last = CLOCK;
  private run = 0;

  /** `depth`: the orderings that the bug needs, from 1. */
  constructor(depth: number, form: "plain" | "fair" = "plain") {
    if (!Number.isInteger(depth) || depth < 1 || depth > PCT_DEPTH_MAX) {
      throw new UsageError(`pct: the depth is ${depth}: give a whole number from 1 to ${PCT_DEPTH_MAX}`);
    }
    this.depth = depth;
    this.fair = form === "fair";
    this.name = `${this.fair ? "fair-pct" : "pct"}:${depth}`;
  }

  learn({ steps }: Pick<Profile, "steps">): void {
    this.steps = Math.max(1, steps);
    this.runMax = patienceFor(steps);
  }

  begin(seed: string): boolean {
    this.draws.begin(seed);
    this.priorities.begin();
    for (let i = 0; i < this.depth - 1; i++) this.points[i] = 1 + this.draws.schedule(this.steps);
    this.nextPoint = Math.min(...this.points);
    this.floor = 0;
    this.last = CLOCK;
    this.run = 0;
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    if (kind !== "schedule") return this.draws.other(kind, options, view);
    if (view.steps >= this.nextPoint) this.change(view);
    this.giveWay(view);
    const answer = this.priorities.highest(options, view);
    if (this.fair) this.countRun(answer, view);
    return answer;
  }

  /** A change point: the running thread falls. The points' order is not that of the priorities. */
  private change(view: Execution): void {
    this.nextPoint = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.points.length; i++) {
      const point = this.points[i] as number; // i < length
      if (point > view.steps) {
        if (point < this.nextPoint) this.nextPoint = point;
        continue;
      }
      if (point === Number.POSITIVE_INFINITY) continue;
      this.points[i] = Number.POSITIVE_INFINITY;
      this.priorities.set(view.thread.index, (i + 1) / this.depth);
    }
  }

  private giveWay(view: Execution): void {
    const { thread } = view;
    if (thread.ready && thread.op.kind.yields) this.fall(thread.index);
    if (this.fair && this.run >= this.runMax) this.fall(this.last);
  }

  private fall(who: number): void {
    this.priorities.set(who, --this.floor);
    this.run = 0;
  }

  private countRun(answer: number, view: Execution): void {
    const who = answer < view.ready.length ? view.candidate(answer).index : CLOCK;
    this.run = who === this.last ? this.run + 1 : 1;
    this.last = who;
    if (who === CLOCK) this.timePassed();
  }

  /** Every second time, time gives way to the threads: else a periodic timer would starve them. */
  private timePassed(): void {
    if (this.draws.unit() < 0.5) this.fall(CLOCK);
    else this.priorities.redraw(CLOCK);
  }
}
