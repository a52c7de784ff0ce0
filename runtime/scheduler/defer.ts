/**
 * `Defer`: the wakers of tasks that yielded. They are woken after the driver had its turn, so that tasks
 * which yield all the time do not keep its events waiting. Of one thread, so without locks.
 */
import type { Op } from "../../sim/index.ts";
import type { Waker } from "../future/waker.ts";

export class Defer {
  private readonly deferred: Waker[] = [];

  /** Keeps a clone of `waker`, unless the last one would wake the same task. */
  *defer(waker: Waker): Op<void> {
    if (this.deferred.at(-1)?.willWake(waker) === true) return;
    this.deferred.push(yield* waker.clone());
  }

  get isEmpty(): boolean {
    return this.deferred.length === 0;
  }

  /** Wakes them, the last one first; also those that are deferred meanwhile. */
  *wake(): Op<void> {
    for (let waker = this.deferred.pop(); waker !== undefined; waker = this.deferred.pop()) yield* waker.wake();
  }

  /** Given up with its thread's turn at the scheduler: nobody will be woken. */
  *drop(): Op<void> {
    for (let waker = this.deferred.pop(); waker !== undefined; waker = this.deferred.pop()) yield* waker.drop();
  }
}
