/**
 * The inject queue of a scheduler, after tokio's `scheduler/inject`: what other threads schedule, and what a
 * worker's own queue has no room for. The tasks are linked through their headers; a lock guards the list, and
 * an atomic length spares those the lock who would find nothing.
 *
 * Once closed it takes no tasks: a task that comes too late is dropped, for the shutdown of the runtime finds
 * it on the list that owns it.
 */
import { AtomicUsize, assertOrPanic, type Mutex, type Op, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import { InternalMutex } from "../sync/internal-mutex.ts";
import { Notified } from "../task/notified.ts";
import type { RawTask } from "../task/raw.ts";
import type { Overflow } from "./multi-thread/queue.ts";

/** What the lock guards. */
export class InjectSynced {
  closed = false;
  head: RawTask | null = null;
  tail: RawTask | null = null;
}

/** A scheduler may guard more with the same lock. */
export interface HasInject {
  readonly inject: InjectSynced;
}

export class Inject implements Overflow {
  /** For traces. */
  readonly label: string;
  private readonly length: AtomicUsize;
  private readonly synced: Mutex<HasInject>;

  /** `synced`: the scheduler's lock, where it guards more than this queue. */
  constructor(label = "inject", synced?: Mutex<HasInject>) {
    this.label = label;
    this.length = new AtomicUsize(0, `${label}.len`);
    this.synced = synced ?? new InternalMutex<HasInject>({ inject: new InjectSynced() }, `${label}.synced`);
  }

  /** As it was at some moment. */
  len(): Op<number> {
    return this.length.load("Acquire");
  }

  *isEmpty(): Op<boolean> {
    return (yield* this.len()) === 0;
  }

  *isClosed(): Op<boolean> {
    const guard = yield* this.synced.lock();
    const { closed } = guard.value.inject;
    yield* guard.drop();
    return closed;
  }

  /** Takes no tasks any more. True for the one who closes it. */
  *close(): Op<boolean> {
    const guard = yield* this.synced.lock();
    const { inject } = guard.value;
    const closes = !inject.closed;
    inject.closed = true;
    if (closes && observing()) tell({ type: "inject.close", queue: this });
    yield* guard.drop();
    return closes;
  }

  /** Takes the task over; drops it where the queue is closed. */
  *push(task: Notified): Op<void> {
    const guard = yield* this.synced.lock();
    if (guard.value.inject.closed) {
      // With the lock held, as in tokio: nothing but a reference is dropped, never a future.
      yield* task.drop();
    } else {
      const raw = task.intoRaw();
      yield* this.append(guard.value.inject, raw, raw, 1);
      if (observing()) tell({ type: "inject.push", queue: this, task: raw });
    }
    yield* guard.drop();
  }

  /** Takes the tasks over, under one lock; drops them where the queue is closed. */
  *pushBatch(tasks: readonly Notified[]): Op<void> {
    const batch = tasks.map((task) => task.intoRaw());
    const [first, last] = [batch[0], batch.at(-1)];
    if (first === undefined || last === undefined) return;
    for (let i = 1; i < batch.length; i++) yield* link(batch[i - 1] as RawTask, batch[i] as RawTask);
    const guard = yield* this.synced.lock();
    if (guard.value.inject.closed) {
      yield* guard.drop();
      return yield* dropAll(first);
    }
    yield* this.append(guard.value.inject, first, last, batch.length);
    if (observing()) for (const task of batch) tell({ type: "inject.push", queue: this, task });
    yield* guard.drop();
  }

  /** Takes the first task out. Does not lock where there seems to be none. */
  *pop(): Op<Notified | null> {
    if (yield* this.isEmpty()) return null;
    const [task] = yield* this.popN(1);
    return task ?? null;
  }

  /** Takes the first `n` tasks out, or as many as there are. */
  *popN(n: number): Op<Notified[]> {
    const guard = yield* this.synced.lock();
    const tasks = yield* this.popNFrom(guard.value.inject, n);
    yield* guard.drop();
    return tasks;
  }

  /** As `popN`, for who has the lock and wants to keep it. */
  *popNFrom(synced: InjectSynced, n: number): Op<Notified[]> {
    assertOrPanic(n > 0, "n > 0");
    // Relaxed: written with the lock held only, which is held.
    const length = yield* this.length.load("Relaxed");
    const count = Math.min(n, length);
    // Release: for who looks without the lock.
    yield* this.length.store(length - count, "Release");
    const tasks: Notified[] = [];
    for (let i = 0; i < count; i++) {
      const task = yield* unlink(synced);
      assertOrPanic(task !== null, "ret.is_some()");
      if (observing()) tell({ type: "inject.pop", queue: this, task });
      tasks.push(new Notified(task));
    }
    return tasks;
  }

  /** Puts tasks that are linked to each other at the end. */
  private *append(synced: InjectSynced, first: RawTask, last: RawTask, count: number): Op<void> {
    // Relaxed: as in `popNFrom`.
    const length = yield* this.length.load("Relaxed");
    assertOrPanic((yield* last.header.queueNext.get()) === null, "task.get_queue_next().is_none()");
    if (synced.tail === null) synced.head = first;
    else yield* link(synced.tail, first);
    synced.tail = last;
    yield* this.length.store(length + count, "Release");
  }
}

/** The link belongs to the holder of the `Notified`: to the queue. */
function* link(task: RawTask, next: RawTask): Op<void> {
  yield* task.memory.get();
  yield* task.header.queueNext.set(next);
}

/** Takes the first task off the list. */
function* unlink(synced: InjectSynced): Op<RawTask | null> {
  const task = synced.head;
  if (task === null) return null;
  yield* task.memory.get();
  synced.head = yield* task.header.queueNext.replace(null);
  if (synced.head === null) synced.tail = null;
  return task;
}

/** Drops the reference of a task, and those of all that are linked to it. */
function* dropAll(first: RawTask): Op<void> {
  for (let task: RawTask | null = first; task !== null; ) {
    const next: RawTask | null = yield* task.header.queueNext.get();
    yield* new Notified(task).drop();
    task = next;
  }
}
