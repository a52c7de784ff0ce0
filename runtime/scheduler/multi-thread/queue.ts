/**
 * The run queue of a worker, after tokio's `multi_thread/queue.rs`: a ring that its owner (`Local`) pushes
 * to and pops from, and that others steal half of (`Steal`).
 *
 * - A task belongs to whoever moves the head over it. Thieves and the owner do so by compare-exchange.
 * - A thief moves `real` first, reads the slots, and lets `steal` follow. Until it has, the slots are not
 *   free for new tasks, and no second thief begins; but the owner may pop.
 * - The owner alone moves the tail, and publishes a slot by doing so.
 */
import { assertOrPanic, type Op, observing, panic, panicking } from "../../../sim/index.ts";
import type { Notified } from "../../task/notified.ts";
import { pack, realOf, stealOf, wrap } from "./cursors.ts";
import { QueueInner } from "./queue-inner.ts";

export const LOCAL_QUEUE_CAPACITY = 256;

/** Where tasks go for which the queue has no room. Takes them over. */
export interface Overflow {
  push(task: Notified): Op<void>;
  pushBatch(tasks: readonly Notified[]): Op<void>;
}

/** The counts of a worker that its queue adds to. */
export interface QueueStats {
  overflowed(): void;
  stole(tasks: number): void;
}

export interface LocalQueueOptions {
  /** For traces. */
  readonly name?: string;
  /** A power of two; tokio's own searches take 4 instead of `LOCAL_QUEUE_CAPACITY`. */
  readonly capacity?: number;
  /** Where the cursors begin. */
  readonly start?: number;
}

/** A queue, from its two ends; `options` may be a name for traces. Dropping is the owner's: `Local.drop`. */
export function localQueue(options: string | LocalQueueOptions = {}): { readonly steal: Steal; readonly local: Local } {
  const given: LocalQueueOptions = typeof options === "string" ? { name: options } : options;
  const { name = "queue", capacity = LOCAL_QUEUE_CAPACITY, start = 0 } = given;
  const inner = new QueueInner(name, capacity, start);
  return { steal: new Steal(inner), local: new Local(inner) };
}

/** The owner's end: for one thread at a time. */
export class Local {
  readonly inner: QueueInner;

  /** Use `localQueue`. */
  constructor(inner: QueueInner) {
    this.inner = inner;
  }

  get maxCapacity(): number {
    return this.inner.capacity;
  }

  len(): Op<number> {
    return this.inner.len();
  }

  /** How many tasks can be pushed: a thief keeps the slots that it reads from. */
  remainingSlots(): Op<number> {
    return this.inner.remainingSlots();
  }

  *hasTasks(): Op<boolean> {
    return !(yield* this.inner.isEmpty());
  }

  isStealable(): Op<boolean> {
    return this.hasTasks();
  }

  /** Pushes tasks for which there is room; panics where there is none. */
  *pushBack(tasks: readonly Notified[]): Op<void> {
    const { inner } = this;
    assertOrPanic(tasks.length <= inner.capacity, "len <= LOCAL_QUEUE_CAPACITY");
    if (tasks.length === 0) return;
    // Acquire: pairs with the exchange that ends a steal. The thief has read the slots that are free now.
    const steal = stealOf(yield* inner.head.load("Acquire"));
    const tail = yield* inner.ownTail();
    if (wrap(tail - steal) > inner.capacity - tasks.length) panic("explicit panic");
    for (const [i, task] of tasks.entries()) yield* inner.write(wrap(tail + i), task);
    yield* this.publish(tail, tasks.length);
  }

  /** Pushes a task; where the queue is full, half of it goes to `overflow`, or the task alone. */
  *pushBackOrOverflow(task: Notified, overflow: Overflow, stats?: QueueStats): Op<void> {
    const { inner } = this;
    for (;;) {
      // Acquire: as in `pushBack`.
      const head = yield* inner.head.load("Acquire");
      const [steal, real] = [stealOf(head), realOf(head)];
      const tail = yield* inner.ownTail();
      if (wrap(tail - steal) < inner.capacity) {
        yield* inner.write(tail, task);
        return yield* this.publish(tail, 1);
      }
      // A thief is about to make room.
      if (steal !== real) return yield* overflow.push(task);
      // Lost against a thief, or for no reason: look again.
      if (yield* this.pushOverflow(task, real, tail, overflow, stats)) return;
    }
  }

  /** Takes the oldest task out. */
  *pop(): Op<Notified | null> {
    const { inner } = this;
    // Acquire: the owner's end may have come from another thread.
    let head = yield* inner.head.load("Acquire");
    for (;;) {
      const [steal, real] = [stealOf(head), realOf(head)];
      const tail = yield* inner.ownTail();
      if (real === tail) return null;
      const next = wrap(real + 1);
      // A thief's `steal` stays where it is: only the thief knows when it has read.
      if (steal !== real) assertOrPanic(steal !== next, "steal != next_real");
      const swap = yield* inner.head.compareExchangeWeak(
        head,
        pack(steal === real ? next : steal, next),
        "AcqRel",
        "Acquire",
      );
      if (swap.ok) {
        if (observing()) inner.tellMoved("queue.pop", real);
        return yield* inner.read(real);
      }
      head = swap.actual;
    }
  }

  /** Ends the owner's end: panics where tasks are left. */
  *drop(): Op<void> {
    if (panicking()) return;
    assertOrPanic((yield* this.pop()) === null, "queue not empty");
  }

  /** Shows `count` new tasks, from the tail on, to thieves. */
  private *publish(tail: number, count: number): Op<void> {
    const { inner } = this;
    // Release: pairs with the thief's load of the tail: it then finds the tasks in their slots.
    yield* inner.tail.store(wrap(tail + count), "Release");
    if (!observing()) return;
    for (let i = 0; i < count; i++) inner.tellMoved("queue.push", wrap(tail + i));
  }

  /** Moves the newer half of a full queue, and `task` after it, to `overflow`. False: look at the queue again. */
  private *pushOverflow(
    task: Notified,
    head: number,
    tail: number,
    overflow: Overflow,
    stats: QueueStats | undefined,
  ): Op<boolean> {
    const { inner } = this;
    const half = inner.capacity / 2;
    assertOrPanic(wrap(tail - head) === inner.capacity, `queue is not full; tail = ${tail}; head = ${head}`);
    // All of it is claimed. Release, as in tokio, which says itself that Relaxed would do: all is the owner's own.
    const swap = yield* inner.head.compareExchangeWeak(pack(head, head), pack(tail, tail), "Release", "Relaxed");
    if (!swap.ok) return false;
    const newer = wrap(head + half);
    if (observing()) for (let i = 0; i < half; i++) inner.tellMoved("queue.overflow", wrap(newer + i));
    // The older half is given back, in the slots where it lies: one round later they are the next ones. What
    // came from the inject queue is in that half, and does not go back there before it was polled.
    yield* inner.tail.store(wrap(tail + half), "Release");
    const batch: Notified[] = [];
    for (let i = 0; i < half; i++) batch.push(yield* inner.read(wrap(newer + i)));
    batch.push(task);
    yield* overflow.pushBatch(batch);
    stats?.overflowed();
    return true;
  }
}

/** The thieves' end: for any thread, any number of times. */
export class Steal {
  private readonly inner: QueueInner;

  /** Use `localQueue`. */
  constructor(inner: QueueInner) {
    this.inner = inner;
  }

  isEmpty(): Op<boolean> {
    return this.inner.isEmpty();
  }

  len(): Op<number> {
    return this.inner.len();
  }

  /** Moves half of the tasks to `to`, the thief's own queue, but gives one back, to be run at once. */
  *stealInto(to: Local, stats?: QueueStats): Op<Notified | null> {
    const target = to.inner;
    const tail = yield* target.ownTail();
    // Acquire: pairs with the exchange that ends a steal from `to`: its slots are read.
    const steal = stealOf(yield* target.head.load("Acquire"));
    // A thief may be at work in `to` as well, and keep slots. Stealing less would be possible.
    if (wrap(tail - steal) > target.capacity / 2) return null;
    const stolen = yield* this.moveHalf(target, tail);
    if (stolen === 0) return null;
    stats?.stole(stolen);
    const kept = wrap(tail + stolen - 1);
    const task = yield* target.read(kept);
    // Release: as in `publish`; told of as stolen already.
    if (stolen > 1) yield* target.tail.store(kept, "Release");
    return task;
  }

  /** Claims half of the tasks, copies them to `to` from `tail` on, and lets go of their slots: how many. */
  private *moveHalf(to: QueueInner, tail: number): Op<number> {
    const { inner } = this;
    // Acquire: pairs with the exchanges of others; for the asserts below.
    let head = yield* inner.head.load("Acquire");
    for (;;) {
      const [steal, real] = [stealOf(head), realOf(head)];
      // Acquire: pairs with `publish`.
      const available = wrap((yield* inner.tail.load("Acquire")) - real);
      if (steal !== real) return 0;
      const count = available - Math.floor(available / 2);
      if (count === 0) return 0;
      const claimed = wrap(real + count);
      assertOrPanic(steal !== claimed, "src_head_steal != steal_to");
      const swap = yield* inner.head.compareExchangeWeak(head, pack(steal, claimed), "AcqRel", "Acquire");
      if (swap.ok) {
        inner.tellStolen(real, count, to);
        assertOrPanic(count <= inner.capacity / 2, `actual = ${count}`);
        for (let i = 0; i < count; i++) yield* to.write(wrap(tail + i), yield* inner.read(wrap(real + i)));
        yield* this.letGo(pack(steal, claimed));
        return count;
      }
      head = swap.actual;
    }
  }

  /** Lets `steal` follow `real`, which the owner may move meanwhile. */
  private *letGo(claimed: bigint): Op<void> {
    const { head } = this.inner;
    let seen = claimed;
    for (;;) {
      const real = realOf(seen);
      // Release: pairs with the owner's load of the head: the slots are read, and free.
      const swap = yield* head.compareExchangeWeak(seen, pack(real, real), "AcqRel", "Acquire");
      if (swap.ok) return;
      assertOrPanic(stealOf(swap.actual) !== realOf(swap.actual), "actual_steal != actual_real");
      seen = swap.actual;
    }
  }
}
