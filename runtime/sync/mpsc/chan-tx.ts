/** A sender's share of the channel: one of `txCount`, and one reference. Whoever holds it is `Owned`, this is not. */
import type { Arc, Op } from "../../../sim/index.ts";
import { async_, wait } from "../../future/async.ts";
import type { Future } from "../../future/future.ts";
import type { Chan } from "./chan.ts";
import type { ChanSemaphore } from "./chan-semaphore.ts";

export class ChanTx<T, S extends ChanSemaphore> {
  /** The share is this reference's; lend it, do not drop it. */
  readonly arc: Arc<Chan<T, S>>;

  /** Takes `arc` over, and a count that was taken before. */
  constructor(arc: Arc<Chan<T, S>>) {
    this.arc = arc;
  }

  /** From a reference without a count, which it clones; null where all senders are gone. */
  static *upgrade<T, S extends ChanSemaphore>(arc: Arc<Chan<T, S>>): Op<ChanTx<T, S> | null> {
    const { txCount } = yield* arc.get();
    let seen = yield* txCount.load("Acquire");
    for (;;) {
      if (seen === 0) return null; // The list is closed, and stays so.
      const swap = yield* txCount.compareExchangeWeak(seen, seen + 1, "AcqRel", "Acquire");
      if (swap.ok) return new ChanTx(yield* arc.clone());
      seen = swap.actual;
    }
  }

  chan(): Op<Chan<T, S>> {
    return this.arc.get();
  }

  *clone(): Op<ChanTx<T, S>> {
    // Relaxed: whoever clones has a share, so the count cannot come to 0 meanwhile.
    yield* (yield* this.chan()).txCount.fetchAdd(1, "Relaxed");
    return new ChanTx(yield* this.arc.clone());
  }

  *send(value: T): Op<void> {
    yield* (yield* this.chan()).send(value);
  }

  *isClosed(): Op<boolean> {
    return yield* (yield* this.chan()).semaphore.isClosed();
  }

  /** A future: the receiver is gone, or has closed. */
  closed(): Future<void> {
    return async_(() => this.awaitClosed(), { name: "closed" });
  }

  /** The last share closes the list. */
  *drop(): Op<void> {
    try {
      const chan = yield* this.chan();
      if ((yield* chan.txCount.fetchSub(1, "AcqRel")) === 1) {
        yield* chan.tx.close();
        yield* chan.rxWaker.wake();
      }
    } finally {
      yield* this.arc.drop();
    }
  }

  private *awaitClosed(): Op<void> {
    const chan = yield* this.chan();
    // First the notification, then the look: a close in between is told.
    const notified = yield* chan.notifyRxClosed.notified();
    if (yield* chan.semaphore.isClosed()) yield* notified.drop();
    else yield* wait(notified);
  }
}
