/** An `Acquire`'s part of its semaphore's queue. */
import { AtomicUsize, type Op, UnsafeCell } from "../../sim/index.ts";
import { showWaker, type Waker } from "../future/waker.ts";
import { Links } from "../util/linked-list.ts";

/** How many permits went to a waiter, and whether it now has all that it needs. */
export interface Assigned {
  readonly taken: number;
  readonly isServed: boolean;
}

export class PermitWaiter {
  /** With the lock of the queue only. */
  readonly links = new Links<PermitWaiter>();
  /** With the lock of the queue only; its future's alone once it is out of there. */
  readonly waker: UnsafeCell<Waker | null>;
  /** How many permits are missing. */
  readonly missing: AtomicUsize;

  /** `label` is for traces. */
  constructor(count: number, label: string) {
    this.missing = new AtomicUsize(count, `${label}.missing`);
    this.waker = new UnsafeCell<Waker | null>(null, { name: `${label}.waker`, show: showWaker });
  }

  /** Takes as many of `count` permits as are missing. */
  *assign(count: number): Op<Assigned> {
    let current = yield* this.missing.load("Acquire");
    for (;;) {
      const taken = Math.min(current, count);
      const { ok, actual } = yield* this.missing.compareExchange(current, current - taken, "AcqRel", "Acquire");
      if (ok) return { taken, isServed: current === taken };
      current = actual;
    }
  }
}
