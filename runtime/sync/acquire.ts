/**
 * `Acquire`: the future of a batch semaphore's permits. What it was given before it is dropped goes to the next
 * in the queue; what it resolved with is the caller's.
 */
import { assertOrPanic, dropInPlace, type MutexGuard, type Op, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import { IS_CLOSED, OK, type Result } from "../future/result.ts";
import type { Waker } from "../future/waker.ts";
import { pollCooperatively } from "../task/coop-futures.ts";
import type { BatchSemaphore, Waitlist } from "./batch-semaphore.ts";
import { PermitWaiter } from "./permit-waiter.ts";
import { CLOSED, PERMIT_SHIFT } from "./permit-word.ts";

export type Acquired = Result<void, "closed">;

const ACQUIRED: Poll<Acquired> = ready(OK);
const REFUSED: Poll<Acquired> = ready(IS_CLOSED);

/** What came of taking permits from the word: `count` of them, with the lock of the queue where it is needed now. */
interface Taken {
  readonly count: number;
  readonly waiters: MutexGuard<Waitlist>;
}

export class Acquire implements Future<Acquired> {
  /** Public for tests. */
  readonly node: PermitWaiter;
  private readonly semaphore: BatchSemaphore;
  private readonly count: number;
  private queued = false;

  /** Use `BatchSemaphore.acquire`. */
  constructor(semaphore: BatchSemaphore, count: number) {
    this.semaphore = semaphore;
    this.count = count;
    this.node = new PermitWaiter(count, `${semaphore.label}.waiter`);
  }

  poll(cx: Context): Op<Poll<Acquired>> {
    return pollCooperatively(cx, () => this.pollLeaf(cx.waker));
  }

  /** Leaves the queue, if it ever was there, and passes on what it was given. */
  *drop(): Op<void> {
    if (this.queued) yield* this.leave();
    yield* dropInPlace(yield* this.node.waker.replace(null));
  }

  private *leave(): Op<void> {
    const { semaphore, node } = this;
    this.queued = false;
    const waiters = yield* semaphore.waiters.lock("ignore");
    waiters.value.queue.remove(node);
    const given = this.count - (yield* node.missing.load("Acquire"));
    if (given === 0) {
      yield* waiters.drop();
      return;
    }
    if (observing()) tell({ type: "permit.unassign", semaphore, count: given });
    yield* semaphore.addPermitsLocked(given, waiters);
  }

  private *pollLeaf(waker: Waker): Op<Poll<Acquired>> {
    const polled = yield* this.pollAcquire(waker);
    if (!polled.ready) this.queued = true;
    else if (polled.value.ok) this.queued = false;
    return polled;
  }

  private *pollAcquire(waker: Waker): Op<Poll<Acquired>> {
    const taken = yield* this.takeFromWord();
    if (taken === "closed") return REFUSED;
    if (taken === "all") {
      if (observing()) tell({ type: "permit.acquire", semaphore: this.semaphore, count: this.count });
      return ACQUIRED;
    }
    const { waiters } = taken;
    if (!waiters.value.closed) return yield* this.queue(taken, waker);
    // What was taken is lost; there is nobody left to miss it.
    if (observing()) tell({ type: "permit.forget", semaphore: this.semaphore, count: taken.count });
    yield* waiters.drop();
    return REFUSED;
  }

  /** Takes what is missing, or as much of it as there is. `all`: at the first poll, and no lock was needed. */
  private *takeFromWord(): Op<"closed" | "all" | Taken> {
    const { permits, waiters } = this.semaphore;
    const needed = this.queued ? yield* this.node.missing.load("Acquire") : this.count;
    let lock: MutexGuard<Waitlist> | null = null;
    let current = yield* permits.load("Acquire");
    for (;;) {
      if ((current & CLOSED) !== 0) {
        if (lock !== null) yield* lock.drop();
        return "closed";
      }
      const there = current >>> PERMIT_SHIFT;
      const count = Math.min(there, needed);
      // Before the exchange: else permits that are released in between would find no waiter.
      if (count < needed && lock === null) lock = yield* waiters.lock("ignore");
      const next = (there - count) << PERMIT_SHIFT;
      const { ok, actual } = yield* permits.compareExchange(current, next, "AcqRel", "Acquire");
      if (!ok) {
        current = actual;
        continue;
      }
      if (count < needed || this.queued) return { count, waiters: lock ?? (yield* waiters.lock("ignore")) };
      if (lock !== null) yield* lock.drop();
      return "all";
    }
  }

  /** With the lock: done, or in the queue with the waker of this poll. Lets go of the lock. */
  private *queue({ count, waiters }: Taken, waker: Waker): Op<Poll<Acquired>> {
    const { node, semaphore } = this;
    const { taken, isServed } = yield* node.assign(count);
    if (observing() && taken > 0) tell({ type: "permit.assign", semaphore, count: taken });
    if (isServed) {
      if (observing()) this.tellAcquired();
      yield* semaphore.addPermitsLocked(count - taken, waiters);
      return ACQUIRED;
    }
    assertOrPanic(count === taken, "assertion `left == right` failed");
    const before = yield* this.register(waker, waiters);
    if (before !== null) yield* before.drop();
    return PENDING;
  }

  /** Stores `waker` and queues the node; gives back the waker before, to be dropped without the lock. */
  private *register(waker: Waker, waiters: MutexGuard<Waitlist>): Op<Waker | null> {
    const { node } = this;
    try {
      const stored = yield* node.waker.get();
      const before = stored?.willWake(waker) === true ? null : yield* node.waker.replace(yield* waker.clone());
      if (!this.queued) waiters.value.queue.pushFront(node);
      return before;
    } finally {
      yield* waiters.drop();
    }
  }

  /** All that it was assigned is the caller's now. */
  private tellAcquired(): void {
    const { semaphore, count } = this;
    tell({ type: "permit.unassign", semaphore, count });
    tell({ type: "permit.acquire", semaphore, count });
  }
}
