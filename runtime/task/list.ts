/**
 * The lists that own the tasks of a runtime, so that it can shut them all down: `OwnedTasks`, sharded,
 * each shard under its lock; `LocalOwnedTasks`, of one thread, without locks.
 *
 * A list can be closed. Binding looks at that with the lock held, and closing shuts down what it finds
 * behind each lock: so a task is either shut down by the one who closes or by the one who binds.
 * Shutting down runs foreign code (drops, wakes), so no lock is held meanwhile.
 */
import { AtomicBool, AtomicUsize, assertOrPanic, type Mutex, type Op, observing, UnsafeCell } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Future } from "../future/future.ts";
import { InternalMutex } from "../sync/internal-mutex.ts";
import { LinkedList } from "../util/linked-list.ts";
import type { JoinHandle } from "./join.ts";
import { newTask } from "./new-task.ts";
import { type LocalNotified, type Notified, Task } from "./notified.ts";
import type { RawTask } from "./raw.ts";
import type { Schedule } from "./schedule.ts";

/** A task that was just bound; `notified` is null where the list was closed and the task shut down. */
export interface Bound<T> {
  readonly join: JoinHandle<T>;
  readonly notified: Notified | null;
}

const SHARDS_MAX = 1 << 16;

/** How many shards tokio gives a runtime with so many worker threads. */
export function shardsFor(workers: number): number {
  let size = 1;
  while (size < workers) size *= 2;
  return Math.min(SHARDS_MAX, size * 4);
}

const newList = () => new LinkedList<RawTask>((task) => task.trailer.owned);

export class OwnedTasks {
  /** For traces. */
  readonly label: string;
  private readonly shards: readonly Mutex<LinkedList<RawTask>>[];
  private readonly count: AtomicUsize;
  private readonly closed: AtomicBool;

  /** `shards`: a power of two; fewer of them meet more often, which is what a search wants. */
  constructor(label = "owned", shards = 1) {
    this.label = label;
    this.shards = Array.from({ length: shards }, (_, i) => new InternalMutex(newList(), `${label}.shard${i}`));
    this.count = new AtomicUsize(0, `${label}.count`);
    this.closed = new AtomicBool(false, `${label}.closed`);
  }

  /** Makes a task and puts it on the list. `name` is for traces. */
  *bind<T>(future: Future<T>, scheduler: Schedule, name?: string): Op<Bound<T>> {
    const { task, notified, join } = newTask(future, scheduler, name);
    const { raw } = task;
    yield* raw.header.owner.set(this);
    const shard = yield* this.shardOf(raw).lock();
    // Acquire, and Release where it is set: goes with the shutdown. That it is seen at all is the lock's doing.
    if (yield* this.closed.load("Acquire")) {
      yield* shard.drop();
      yield* task.shutdown();
      yield* notified.drop();
      return { join, notified: null };
    }
    shard.value.pushFront(task.intoRaw());
    if (observing()) tell({ type: "owned.bind", list: this, task: raw });
    // Relaxed: a number to be looked at, it orders nothing.
    yield* this.count.fetchAdd(1, "Relaxed");
    yield* shard.drop();
    return { join, notified };
  }

  /** The right to poll here: the tasks of this list may be polled by any thread. */
  *assertOwner(notified: Notified): Op<LocalNotified> {
    assertOrPanic((yield* notified.raw.header.owner.get()) === this, "task.header().get_owner_id() == Some(self.id)");
    return notified.intoLocal();
  }

  /** Takes the task off the list; null where it is on none (any more). */
  *remove(task: Task): Op<Task | null> {
    const { raw } = task;
    const owner = yield* raw.header.owner.get();
    if (owner === null) return null;
    assertOrPanic(owner === this, "task_id == self.id");
    const shard = yield* this.shardOf(raw).lock();
    const removed = shard.value.remove(raw);
    if (removed) yield* this.removed(raw);
    yield* shard.drop();
    return removed ? new Task(raw) : null;
  }

  /** Closes the list and shuts down all its tasks. `start`: the shard to begin with, so that workers spread. */
  *closeAndShutdownAll(start = 0): Op<void> {
    yield* this.closed.store(true, "Release");
    if (observing()) tell({ type: "owned.close", list: this });
    for (let i = start; i < start + this.shards.length; i++) {
      for (;;) {
        const task = yield* this.popBack(i);
        if (task === null) break;
        yield* task.shutdown();
      }
    }
  }

  numAliveTasks(): Op<number> {
    return this.count.load("Relaxed");
  }

  *isEmpty(): Op<boolean> {
    return (yield* this.numAliveTasks()) === 0;
  }

  isClosed(): Op<boolean> {
    return this.closed.load("Acquire");
  }

  private *popBack(index: number): Op<Task | null> {
    const shard = yield* this.shard(index).lock();
    const raw = shard.value.popBack();
    if (raw !== null) yield* this.removed(raw);
    yield* shard.drop();
    return raw === null ? null : new Task(raw);
  }

  private removed(raw: RawTask): Op<number> {
    if (observing()) tell({ type: "owned.remove", list: this, task: raw });
    return this.count.fetchSub(1, "Relaxed");
  }

  private shardOf(raw: RawTask): Mutex<LinkedList<RawTask>> {
    return this.shard(raw.id.shard);
  }

  private shard(index: number): Mutex<LinkedList<RawTask>> {
    return this.shards[index & (this.shards.length - 1)] as Mutex<LinkedList<RawTask>>; // masked into range
  }
}

interface LocalInner {
  readonly list: LinkedList<RawTask>;
  closed: boolean;
}

/** For futures that must stay on their thread: all that is done here is done by that thread, or is a race. */
export class LocalOwnedTasks {
  /** For traces. */
  readonly label: string;
  private readonly inner: UnsafeCell<LocalInner>;

  constructor(label = "local") {
    this.label = label;
    this.inner = new UnsafeCell<LocalInner>({ list: newList(), closed: false }, `${label}.inner`);
  }

  /** Makes a task and puts it on the list. `name` is for traces. */
  *bind<T>(future: Future<T>, scheduler: Schedule, name?: string): Op<Bound<T>> {
    const { task, notified, join } = newTask(future, scheduler, name);
    const { raw } = task;
    yield* raw.header.owner.set(this);
    const inner = yield* this.borrow();
    if (inner.closed) {
      yield* notified.drop();
      yield* task.shutdown();
      return { join, notified: null };
    }
    inner.list.pushFront(task.intoRaw());
    if (observing()) tell({ type: "owned.bind", list: this, task: raw });
    return { join, notified };
  }

  /** The right to poll here: on the thread of this list. */
  *assertOwner(notified: Notified): Op<LocalNotified> {
    assertOrPanic((yield* notified.raw.header.owner.get()) === this, "task.header().get_owner_id() == Some(self.id)");
    return notified.intoLocal();
  }

  /** Takes the task off the list; null where it is on none (any more). */
  *remove(task: Task): Op<Task | null> {
    const { raw } = task;
    const owner = yield* raw.header.owner.get();
    if (owner === null) return null;
    assertOrPanic(owner === this, "task_id == self.id");
    if (!(yield* this.borrow()).list.remove(raw)) return null;
    if (observing()) tell({ type: "owned.remove", list: this, task: raw });
    return new Task(raw);
  }

  /** Closes the list and shuts down all its tasks. */
  *closeAndShutdownAll(): Op<void> {
    (yield* this.borrow()).closed = true;
    if (observing()) tell({ type: "owned.close", list: this });
    for (;;) {
      const raw = (yield* this.borrow()).list.popBack();
      if (raw === null) return;
      if (observing()) tell({ type: "owned.remove", list: this, task: raw });
      yield* new Task(raw).shutdown();
    }
  }

  *isEmpty(): Op<boolean> {
    return (yield* this.borrow()).list.isEmpty;
  }

  *isClosed(): Op<boolean> {
    return (yield* this.borrow()).closed;
  }

  /** An exclusive access, over before the next step. */
  private *borrow(): Op<LocalInner> {
    const inner = this.inner.peek();
    yield* this.inner.set(inner);
    return inner;
  }
}
