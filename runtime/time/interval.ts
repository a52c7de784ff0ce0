/**
 * `Interval`, after tokio's `time/interval.rs`: ticks at a moment and then every period. Its sleep is moved
 * on at each tick, and registered when the next one is waited for.
 */
import { assertOrPanic, type Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import { pollFn } from "../future/poll-fn.ts";
import { type MissedTickBehavior, nextTick } from "./missed-tick.ts";
import { instantNow } from "./now.ts";
import { type Sleep, sleepUntil } from "./sleep.ts";

export class Interval {
  /** In ns. */
  readonly period: number;
  /** What becomes of ticks that nobody came for in time. */
  missedTickBehavior: MissedTickBehavior = "burst";
  private readonly delay: Sleep;

  /** Use `interval` or `intervalAt`. */
  constructor(delay: Sleep, period: number) {
    this.delay = delay;
    this.period = period;
  }

  /** Ready at the next tick, with the moment at which that was due. Dropped before, no tick is lost. */
  tick(): Future<number> {
    return pollFn((cx) => this.pollTick(cx));
  }

  *pollTick(cx: Context): Op<Poll<number>> {
    if (!(yield* this.delay.poll(cx)).ready) return PENDING;
    const due = this.delay.deadline;
    const next = nextTick(this.missedTickBehavior, due, instantNow(), this.period);
    yield* this.delay.resetWithoutReregister(next);
    return ready(due);
  }

  /** The next tick is one period from now; those that were missed are forgotten. */
  reset(): Op<void> {
    return this.delay.reset(instantNow() + this.period);
  }

  /** The next tick is now. */
  resetImmediately(): Op<void> {
    return this.delay.reset(instantNow());
  }

  /** The next tick is `ns` from now, whatever the period. */
  resetAfter(ns: number): Op<void> {
    return this.delay.reset(instantNow() + ns);
  }

  /** The next tick is at `deadlineNs`; where that is past, ticks are missed. */
  resetAt(deadlineNs: number): Op<void> {
    return this.delay.reset(deadlineNs);
  }

  drop(): Op<void> {
    return this.delay.drop();
  }
}

/** Ticks at once, and then every `period` ns of the runtime's time. To be dropped. `name` is for traces. */
export function interval(period: number, name?: string): Interval {
  return intervalAt(instantNow(), period, name);
}

/** Ticks at `startNs` of the runtime's clock, and then every `period` ns. To be dropped. */
export function intervalAt(startNs: number, period: number, name = "interval"): Interval {
  assertOrPanic(period > 0, "`period` must be non-zero.");
  return new Interval(sleepUntil(startNs, name), period);
}
