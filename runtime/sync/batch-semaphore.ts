/**
 * The semaphore under all others, after tokio's `sync/batch_semaphore.rs`: any number of permits at once, in
 * the order of the queue.
 *
 * Permits that nobody waits for are counted in a word, which needs no lock. Whoever finds too few of them takes
 * what there is and queues; from then on what is released goes to the oldest waiter until it has enough, so a
 * large request is not overtaken by small ones. Closing sets a bit in the word and a flag beside the queue: the
 * one for those who never look at the queue, the other for those who wait for its lock.
 */
import { AtomicUsize, Mutex, type MutexGuard, type Op, observing, panic } from "../../sim/index.ts";
import { tell } from "../events.ts";
import { LinkedList } from "../util/linked-list.ts";
import { WakeList } from "../util/wake-list.ts";
import { Acquire } from "./acquire.ts";
import type { PermitWaiter } from "./permit-waiter.ts";
import { CLOSED, MAX_PERMITS, PERMIT_SHIFT, showPermits } from "./permit-word.ts";

export type TryAcquire = "ok" | "closed" | "no-permits";

export class Waitlist {
  readonly queue = new LinkedList<PermitWaiter>((waiter) => waiter.links);
  closed = false;
}

export class BatchSemaphore {
  /** For traces. */
  readonly label: string;
  /** Permits, shifted, and `CLOSED`. */
  readonly permits: AtomicUsize;
  /** An ordinary mutex: tokio clones wakers with the lock held, and closing wakes them. */
  readonly waiters: Mutex<Waitlist>;

  constructor(permits: number, label = "semaphore") {
    if (permits > MAX_PERMITS) panic(`a semaphore may not have more than MAX_PERMITS permits (${MAX_PERMITS})`);
    this.label = label;
    this.permits = new AtomicUsize(permits << PERMIT_SHIFT, { name: `${label}.permits`, show: showPermits });
    this.waiters = new Mutex(new Waitlist(), `${label}.waiters`);
    if (observing()) tell({ type: "permit.total", semaphore: this, count: permits });
  }

  *availablePermits(): Op<number> {
    return (yield* this.permits.load("Acquire")) >>> PERMIT_SHIFT;
  }

  *isClosed(): Op<boolean> {
    return ((yield* this.permits.load("Acquire")) & CLOSED) !== 0;
  }

  /** A future: all of `count` permits, or the semaphore was closed. Its place in the queue is that of its first poll. */
  acquire(count: number): Acquire {
    return new Acquire(this, count);
  }

  /** What is there, also before those who wait for more. */
  *tryAcquire(count: number): Op<TryAcquire> {
    if (count > MAX_PERMITS) panic(`a semaphore may not have more than MAX_PERMITS permits (${MAX_PERMITS})`);
    const taken = count << PERMIT_SHIFT;
    let current = yield* this.permits.load("Acquire");
    for (;;) {
      if ((current & CLOSED) !== 0) return "closed";
      if (current < taken) return "no-permits";
      const { ok, actual } = yield* this.permits.compareExchange(current, current - taken, "AcqRel", "Acquire");
      if (ok) break;
      current = actual;
    }
    if (observing()) tell({ type: "permit.acquire", semaphore: this, count });
    return "ok";
  }

  /** Gives back permits that were acquired. */
  *release(count: number): Op<void> {
    if (count === 0) return;
    if (observing()) tell({ type: "permit.release", semaphore: this, count });
    yield* this.addPermitsLocked(count, yield* this.waiters.lock("ignore"));
  }

  /** As `release`, of permits that nobody had. */
  *addPermits(count: number): Op<void> {
    if (count === 0) return;
    if (observing()) tell({ type: "permit.total", semaphore: this, count });
    yield* this.addPermitsLocked(count, yield* this.waiters.lock("ignore"));
  }

  /** Takes up to `count` of the permits that are there away for good; says how many they were. */
  *forgetPermits(count: number): Op<number> {
    if (count === 0) return 0;
    const { previous } = yield* this.permits.fetchUpdate("AcqRel", "Acquire", (word) => {
      const left = Math.max((word >>> PERMIT_SHIFT) - count, 0);
      return (left << PERMIT_SHIFT) | (word & CLOSED);
    });
    const forgotten = Math.min(previous >>> PERMIT_SHIFT, count);
    if (observing()) tell({ type: "permit.forget", semaphore: this, count: forgotten });
    return forgotten;
  }

  /** No more permits for anybody; whoever waits is woken. */
  close(): Op<void> {
    const { permits } = this;
    return this.waiters.with(function* (waitlist) {
      // With the lock held: else the word would say closed, and the queue not yet.
      yield* permits.fetchOr(CLOSED, "Release");
      const { queue } = waitlist;
      waitlist.closed = true;
      for (let waiter = queue.popBack(); waiter !== null; waiter = queue.popBack()) {
        const waker = yield* waiter.waker.replace(null);
        if (waker !== null) yield* waker.wake();
      }
    }, "ignore");
  }

  /** Gives `count` permits to the queue, the oldest waiter first, and what is left to the word. Lets go of the lock. */
  *addPermitsLocked(count: number, locked: MutexGuard<Waitlist>): Op<void> {
    const wakers = new WakeList();
    let left = count;
    let waiters = locked;
    for (;;) {
      try {
        if (left > 0) left = yield* this.assignToQueue(left, waiters.value.queue, wakers);
      } finally {
        yield* waiters.drop();
      }
      // Foreign code: without the lock.
      yield* wakers.wakeAll();
      if (left === 0) return;
      waiters = yield* this.waiters.lock("ignore");
    }
  }

  /** With the lock, until `wakers` is full. Says how many permits are left. */
  private *assignToQueue(count: number, queue: LinkedList<PermitWaiter>, wakers: WakeList): Op<number> {
    let left = count;
    while (wakers.canPush()) {
      const waiter = queue.last;
      if (waiter === null) {
        yield* this.addToWord(left);
        return 0;
      }
      const assigned = yield* waiter.assign(left);
      left -= assigned.taken;
      if (observing() && assigned.taken > 0) tell({ type: "permit.assign", semaphore: this, count: assigned.taken });
      if (!assigned.isServed) return left;
      queue.popBack();
      const waker = yield* waiter.waker.replace(null);
      if (waker !== null) wakers.push(waker);
    }
    return left;
  }

  private *addToWord(count: number): Op<void> {
    if (count === 0) return;
    if (count > MAX_PERMITS) panic(`cannot add more than MAX_PERMITS permits (${MAX_PERMITS})`);
    const before = (yield* this.permits.fetchAdd(count << PERMIT_SHIFT, "Release")) >>> PERMIT_SHIFT;
    if (before + count > MAX_PERMITS) {
      panic(`number of added permits (${count}) would overflow MAX_PERMITS (${MAX_PERMITS})`);
    }
  }
}
