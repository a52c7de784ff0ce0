/**
 * `delay`: delay-bounded scheduling (Emmi, Qadeer, Rakamarić: "Delay-Bounded Scheduling", POPL 2011),
 * its schedules drawn instead of enumerated.
 *
 * The schedule without delays is the plain one: a thread goes on until it waits or ends, then the
 * next in order of spawning that can, in a circle. At no more than n points, drawn from the steps
 * of the program, the thread whose turn it is is passed by until the circle comes back to it.
 *
 * A thread that announces a step that `yields` is passed by too, and so is one that had the turn for
 * as many decisions on end as fair `pct` has patience; neither counts as a delay. Letting time pass,
 * where that is an option, stands in the circle behind the last thread for those who are passed by;
 * a thread that waits or ends makes no time pass.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import { UsageError } from "../finding/usage-error.ts";
import { Draws } from "./draws.ts";
import { patienceFor } from "./patience.ts";
import type { Profile } from "./profile.ts";
import type { Strategy } from "./strategy.ts";

const STEPS_UNLEARNT = 100;
/** More delays than this make a walk of no particular order. */
export const DELAYS_MAX = 100;
/** The place in the circle of letting time pass, behind all threads, which stand by their index. */
const CLOCK = Number.MAX_SAFE_INTEGER;

export class DelayStrategy implements Strategy {
  readonly name: string;
  readonly systematic = false;
  private readonly delays: number;
  private readonly draws = new Draws();
  private steps = STEPS_UNLEARNT;
  private runMax = patienceFor(STEPS_UNLEARNT);
  /** The steps at which somebody is passed by, the next one last. */
  private readonly points: number[] = [];
  /** The place in the circle of whoever went last, and for how many decisions on end. */
  private turn = 0;
  private run = 0;

  /** `delays`: the most in one execution, from 1. */
  constructor(delays: number) {
    if (!Number.isInteger(delays) || delays < 1 || delays > DELAYS_MAX) {
      throw new UsageError(`delay: the number of delays is ${delays}: give a whole number from 1 to ${DELAYS_MAX}`);
    }
    this.delays = delays;
    this.name = `delay:${delays}`;
  }

  learn({ steps }: Pick<Profile, "steps">): void {
    this.steps = Math.max(1, steps);
    this.runMax = patienceFor(steps);
  }

  begin(seed: string): boolean {
    this.draws.begin(seed);
    for (let i = 0; i < this.delays; i++) this.points[i] = 1 + this.draws.schedule(this.steps);
    this.points.length = this.delays;
    this.points.sort((a, b) => b - a);
    this.turn = 0;
    this.run = 0;
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    if (kind !== "schedule") return this.draws.other(kind, options, view);
    let answer = this.givesWay(view)
      ? nextFrom(this.turn + 1, options, view)
      : nextFrom(this.turn, view.ready.length, view);
    while ((this.points.at(-1) ?? Number.POSITIVE_INFINITY) <= view.steps) {
      this.points.pop();
      answer = nextFrom(placeOf(answer, view) + 1, options, view);
    }
    const turn = placeOf(answer, view);
    this.run = turn === this.turn ? this.run + 1 : 1;
    this.turn = turn;
    return answer;
  }

  /** Is whoever went last passed by, without a delay? */
  private givesWay({ thread }: Execution): boolean {
    if (this.turn === thread.index && thread.ready && thread.op.kind.yields) return true;
    return this.run >= this.runMax;
  }
}

function placeOf(option: number, view: Execution): number {
  return option < view.ready.length ? view.candidate(option).index : CLOCK;
}

/** Of the first `options` options the first one in the circle from `place` on. */
function nextFrom(place: number, options: number, view: Execution): number {
  let first = 0;
  let next = -1;
  for (let option = 0; option < options; option++) {
    const its = placeOf(option, view);
    if (its < placeOf(first, view)) first = option;
    if (its >= place && (next === -1 || its < placeOf(next, view))) next = option;
  }
  return next === -1 ? first : next;
}
