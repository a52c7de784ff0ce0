/**
 * `tokio::time::Timeout`: a future, unless a delay is over first. The future is polled first: one that is
 * ready at the last moment has not timed out.
 */
import type { Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import { dropAll } from "../future/drop-all.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import type { Result } from "../future/result.ts";
import { hasBudgetRemaining, setBudget, UNCONSTRAINED } from "../task/coop.ts";
import { sleep, sleepUntil } from "./sleep.ts";

/** `tokio::time::error::Elapsed`. */
export const ELAPSED = "deadline has elapsed";

export type Elapsed = typeof ELAPSED;

class Timeout<T> implements Future<Result<T, Elapsed>> {
  private readonly value: Future<T>;
  private readonly delay: Future<void>;

  constructor(value: Future<T>, delay: Future<void>) {
    this.value = value;
    this.delay = delay;
  }

  *poll(cx: Context): Op<Poll<Result<T, Elapsed>>> {
    const hadBudget = hasBudgetRemaining();
    const poll = yield* this.value.poll(cx);
    if (poll.ready) return ready({ ok: true, value: poll.value });
    // The future may use up the budget at each poll: the delay, a leaf too, must have its look nevertheless.
    const isUsedUp = hadBudget && !hasBudgetRemaining();
    const delay = yield* isUsedUp ? this.pollDelayUnconstrained(cx) : this.delay.poll(cx);
    return delay.ready ? ready({ ok: false, error: ELAPSED }) : PENDING;
  }

  drop(): Op<void> {
    return dropAll([this.value, this.delay]);
  }

  private *pollDelayUnconstrained(cx: Context): Op<Poll<void>> {
    const before = setBudget(UNCONSTRAINED);
    try {
      return yield* this.delay.poll(cx);
    } finally {
      setBudget(before);
    }
  }
}

/** `value`'s output, or `ELAPSED` when `delay` is ready first. Takes both over. */
export function timeoutWith<T>(value: Future<T>, delay: Future<void>): Future<Result<T, Elapsed>> {
  return new Timeout(value, delay);
}

/**
 * `value`'s output, or `ELAPSED` when `ns` of the runtime's time are over first; Infinity is as good as
 * never. Takes the future over; dropping the timeout cancels it.
 */
export function timeout<T>(value: Future<T>, ns: number): Future<Result<T, Elapsed>> {
  return new Timeout(value, sleep(ns, "timeout"));
}

/** As `timeout`, until `deadlineNs` of the runtime's clock. */
export function timeoutAt<T>(value: Future<T>, deadlineNs: number): Future<Result<T, Elapsed>> {
  return new Timeout(value, sleepUntil(deadlineNs, "timeout"));
}
