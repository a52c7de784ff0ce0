/**
 * `JoinSet`: tasks whose outputs are had as they come, in the order in which they complete. Dropping it
 * aborts what is left.
 *
 * Each join handle lies in an `IdleNotifiedSet`, under a waker of its own: a task that completes puts its
 * handle on the notified list, where the set finds it without asking the others.
 */
import { type Op, Owned } from "../../sim/index.ts";
import type { BlockingFunction } from "../blocking/task.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import type { Waker } from "../future/waker.ts";
import { type Entry, IdleNotifiedSet } from "../util/idle-notified-set.ts";
import type { AbortHandle } from "./abort.ts";
import type { TaskResult } from "./error.ts";
import type { JoinHandle } from "./join.ts";
import { canReadOutput } from "./join-waker.ts";
import { spawn, spawnBlocking } from "./spawn.ts";

/** Whatever spawns tasks: a runtime's handle, a `LocalSet`, a scheduler. */
export interface Spawns {
  spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>>;
}

export class JoinSet<T> extends Owned {
  readonly sort = "join set";
  private readonly inner: IdleNotifiedSet<JoinHandle<T>>;

  /** `name` is for traces. */
  constructor(name?: string) {
    super(name ?? null);
    this.inner = new IdleNotifiedSet(name ?? "join set");
  }

  /** How many tasks are in the set, complete or not. */
  get len(): number {
    return this.inner.len;
  }

  get isEmpty(): boolean {
    return this.inner.isEmpty;
  }

  /** On the runtime that the running thread is in; panics outside of all. The abort handle is the caller's to drop. */
  *spawn(future: Future<T>, name?: string): Op<AbortHandle> {
    this.use("spawn()");
    return yield* this.insert(yield* spawn(future, name));
  }

  /** The same, for what blocks. */
  *spawnBlocking(func: BlockingFunction<T>, name?: string): Op<AbortHandle> {
    this.use("spawnBlocking()");
    return yield* this.insert(yield* spawnBlocking(func, name));
  }

  /** `spawn_on`, `spawn_local_on`. */
  *spawnOn(future: Future<T>, on: Spawns, name?: string): Op<AbortHandle> {
    this.use("spawnOn()");
    return yield* this.insert(yield* on.spawn(future, name));
  }

  /** Takes a task in that was spawned already, blocking ones included. The abort handle is the caller's to drop. */
  *insert(join: JoinHandle<T>): Op<AbortHandle> {
    this.use("insert()");
    const abort = yield* join.abortHandle();
    const entry = yield* this.inner.insertIdle(join);
    yield* entry.withValueAndContext(setJoinWaker);
    yield* entry.drop();
    return abort;
  }

  /** The next output, null from an empty set. Dropped before it is ready, it has taken nothing out. */
  joinNext(): Future<TaskResult<T> | null> {
    return new JoinNext(this);
  }

  /** The same, without waiting: null also where no task is complete. */
  *tryJoinNext(): Op<TaskResult<T> | null> {
    this.use("tryJoinNext()");
    for (;;) {
      const entry = yield* this.inner.tryPopNotified();
      if (entry === null) return null;
      const poll = yield* pollEntry(entry);
      if (poll.ready) return poll.value;
    }
  }

  /** One poll of `joinNext`: the waker of the latest one is woken when a task completes. */
  *pollJoinNext(cx: Context): Op<Poll<TaskResult<T> | null>> {
    this.use("pollJoinNext()");
    const entry = yield* this.inner.popNotified(cx.waker);
    if (entry === null) return this.isEmpty ? ready(null) : PENDING;
    const poll = yield* pollEntry(entry);
    // Notified, and yet not complete: the budget of the task that polls us is used up. Its turn is over.
    if (!poll.ready) yield* cx.waker.wakeByRef();
    return poll;
  }

  /** Aborts all tasks, which stay in the set until they are joined. */
  *abortAll(): Op<void> {
    this.use("abortAll()");
    yield* this.inner.forEach(abort);
  }

  /** Lets all tasks go, to run on without the set. */
  *detachAll(): Op<void> {
    this.use("detachAll()");
    yield* this.inner.drain(dropHandle);
  }

  /** Aborts what is left. */
  *drop(): Op<void> {
    this.consume("dropped");
    try {
      yield* this.inner.drain(abortAndDrop);
    } finally {
      yield* this.inner.drop(dropHandle);
    }
  }
}

class JoinNext<T> implements Future<TaskResult<T> | null> {
  private readonly set: JoinSet<T>;

  constructor(set: JoinSet<T>) {
    this.set = set;
  }

  poll(cx: Context): Op<Poll<TaskResult<T> | null>> {
    return this.set.pollJoinNext(cx);
  }

  *drop(): Op<void> {}
}

/** Polls the handle of `entry`, which is used up: off the set when ready, else on its list again. */
function* pollEntry<T>(entry: Entry<JoinHandle<T>>): Op<Poll<TaskResult<T>>> {
  const poll = yield* entry.withValueAndContext(pollHandle<T>);
  if (!poll.ready) yield* entry.drop();
  else yield* (yield* entry.remove()).drop();
  return poll;
}

function pollHandle<T>(join: JoinHandle<T>, cx: Context): Op<Poll<TaskResult<T>>> {
  return join.poll(cx);
}

/** tokio's `JoinHandle::set_join_waker`: has `waker` woken when the task completes, at once if it is complete. */
function* setJoinWaker<T>({ raw }: JoinHandle<T>, { waker }: { readonly waker: Waker }): Op<void> {
  yield* raw.memory.get();
  if (yield* canReadOutput(raw, waker)) yield* waker.wakeByRef();
}

function abort<T>(join: JoinHandle<T>): Op<void> {
  return join.abort();
}

function dropHandle<T>(join: JoinHandle<T>): Op<void> {
  return join.drop();
}

function* abortAndDrop<T>(join: JoinHandle<T>): Op<void> {
  yield* join.abort();
  yield* join.drop();
}
