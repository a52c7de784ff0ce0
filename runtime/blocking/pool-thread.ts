/**
 * A thread of the pool: runs what is queued, waits for more while there is nothing, and leaves when
 * nothing came for long enough or the pool shuts down.
 *
 * An idle thread counts itself; whoever notifies it counts it out again, and leaves one `numNotify`
 * for it to take. So the count is of those who can still be notified, and a wakeup without cause, or a
 * timeout at the moment of a notification, is told from a real one.
 */
import { type JoinHandle, type MutexGuard, type Op, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Inner, QueuedTask, Shared } from "./inner.ts";

/** What ended the wait of an idle thread. */
type Woken = "notified" | "shutdown" | "keep-alive over";

export class PoolThread {
  private readonly inner: Inner;
  private readonly id: number;

  constructor(inner: Inner, id: number) {
    this.inner = inner;
    this.id = id;
  }

  *run(): Op<void> {
    const { inner } = this;
    const { onThreadStart, onThreadStop } = inner.options;
    if (observing()) tell({ type: "blocking.thread.start", pool: inner });
    if (onThreadStart !== undefined) yield* onThreadStart();
    const before = yield* this.work();
    if (onThreadStop !== undefined) yield* onThreadStop();
    if (before !== null) yield* before.join();
  }

  /** Until there is no more work to be had. The thread that left before, to be joined, if that is this one's duty. */
  private *work(): Op<JoinHandle<void> | null> {
    const { inner } = this;
    const shared = yield* this.runQueued(yield* inner.shared.lock("ignore"));
    return yield* this.idle(shared);
  }

  /** Busy. */
  private runQueued(guard: MutexGuard<Shared>): Op<MutexGuard<Shared>> {
    const { inner } = this;
    return this.takeQueued(guard, (task) => inner.run(task));
  }

  /** Takes what is queued until there is nothing: with the lock, except while `handle` is at a task. */
  private *takeQueued(guard: MutexGuard<Shared>, handle: (task: QueuedTask) => Op<void>): Op<MutexGuard<Shared>> {
    const { inner } = this;
    let shared = guard;
    for (;;) {
      const next = yield* inner.popQueued(shared.value);
      if (next === null) return shared;
      yield* shared.drop();
      yield* handle(next);
      shared = yield* inner.shared.lock("ignore");
    }
  }

  /** Idle, and busy again each time that it is notified. */
  private *idle(guard: MutexGuard<Shared>): Op<JoinHandle<void> | null> {
    const { inner } = this;
    const { numIdleThreads } = inner.metrics;
    let shared = guard;
    let joinOnThread: JoinHandle<void> | null = null;
    for (;;) {
      yield* numIdleThreads.fetchAdd(1, "Relaxed");
      const woken = yield* this.await(shared);
      if (woken === "keep-alive over") {
        joinOnThread = this.leaveBehind(shared.value);
        break;
      }
      if (shared.value.shutdown) {
        shared = yield* this.drain(shared);
        // A notified thread was counted out, and is to be idle for the rest. (One that was not is counted
        // twice from here on: nobody looks at the count any more.)
        yield* numIdleThreads.fetchAdd(1, "Relaxed");
        break;
      }
      shared = yield* this.runQueued(shared);
    }
    yield* this.countOut(shared);
    return joinOnThread;
  }

  private *await(shared: MutexGuard<Shared>): Op<Woken> {
    const { condvar, keepAliveNs } = this.inner;
    const state = shared.value;
    while (!state.shutdown) {
      const { timedOut } = yield* condvar.waitTimeout(shared, keepAliveNs);
      if (state.numNotify !== 0) {
        state.numNotify--;
        return "notified";
      }
      // In a shutdown there is still the queue to be seen to, however late it is.
      if (!state.shutdown && timedOut) return "keep-alive over";
    }
    return "shutdown";
  }

  /** Leaves its own handle to be joined by the next one, and takes over the one that was left. */
  private leaveBehind(shared: Shared): JoinHandle<void> | null {
    const before = shared.lastExitingThread;
    shared.lastExitingThread = shared.workerThreads.get(this.id) ?? null;
    shared.workerThreads.delete(this.id);
    return before;
  }

  /** The shutdown has begun: what is queued is cancelled, unless it was promised to be run. */
  private drain(guard: MutexGuard<Shared>): Op<MutexGuard<Shared>> {
    const { inner } = this;
    return this.takeQueued(guard, (task) => (task.mandatory ? inner.run(task) : inner.shutdownTask(task)));
  }

  private *countOut(shared: MutexGuard<Shared>): Op<void> {
    const { inner } = this;
    const { numThreads, numIdleThreads } = inner.metrics;
    yield* numThreads.fetchSub(1, "Relaxed");
    yield* numIdleThreads.fetchSub(1, "Relaxed");
    if (shared.value.shutdown && (yield* numThreads.load("Relaxed")) === 0) yield* inner.condvar.notifyOne();
    if (observing()) tell({ type: "blocking.thread.end", pool: inner });
    yield* shared.drop();
  }
}
