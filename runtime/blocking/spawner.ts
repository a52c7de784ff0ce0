/** `Spawner`: puts blocking tasks into the pool's queue, and sees to it that some thread comes for each. */
import { type Op, observing, panic } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { JoinHandle } from "../task/join.ts";
import { unowned } from "../task/new-task.ts";
import type { Inner, QueuedTask, Shared } from "./inner.ts";
import { type BlockingRuntime, type Started, startOnSystem } from "./options.ts";
import { PoolThread } from "./pool-thread.ts";
import { BlockingSchedule } from "./schedule.ts";
import type { Sender } from "./shutdown.ts";
import { type BlockingFunction, BlockingTask } from "./task.ts";

/**
 * - `ok`: queued; some thread will come for it
 * - `ShuttingDown`: cancelled at once, the shutdown has begun
 * - `NoThreads`: it is in the queue of a pool without threads, and the system gives it none
 */
type Spawned = "ok" | "ShuttingDown" | "NoThreads";

export class Spawner {
  private readonly inner: Inner;

  /** Use `BlockingPool.spawner`. */
  constructor(inner: Inner) {
    this.inner = inner;
  }

  /** Runs `func` on a thread of the pool, unless the pool is shut down before. `rt`: what the thread enters, if anything. */
  *spawnBlocking<T>(rt: BlockingRuntime | null, func: BlockingFunction<T>, name?: string): Op<JoinHandle<T>> {
    const { join, spawned } = yield* this.spawnInner(rt, func, false, name);
    // Of a pool that shuts down one gets a handle all the same; it says that the task was cancelled.
    if (spawned !== "NoThreads") return join;
    yield* join.drop();
    panic("OS can't spawn worker thread: Resource temporarily unavailable");
  }

  /** The same, and once there is a handle, `func` will be run; null where the shutdown had begun. */
  *spawnMandatoryBlocking<T>(
    rt: BlockingRuntime | null,
    func: BlockingFunction<T>,
    name?: string,
  ): Op<JoinHandle<T> | null> {
    const { join, spawned } = yield* this.spawnInner(rt, func, true, name);
    if (spawned === "ok") return join;
    yield* join.drop();
    return null;
  }

  numThreads(): Op<number> {
    return this.inner.metrics.numThreads.load("Relaxed");
  }

  numIdleThreads(): Op<number> {
    return this.inner.metrics.numIdleThreads.load("Relaxed");
  }

  queueDepth(): Op<number> {
    return this.inner.metrics.queueDepth.load("Relaxed");
  }

  private *spawnInner<T>(
    rt: BlockingRuntime | null,
    func: BlockingFunction<T>,
    mandatory: boolean,
    name: string | undefined,
  ): Op<{ readonly join: JoinHandle<T>; readonly spawned: Spawned }> {
    const scheduler = new BlockingSchedule(rt);
    const { task, join } = unowned(new BlockingTask(func), scheduler, name);
    const shared = yield* this.inner.shared.lock("ignore");
    const spawned = yield* this.spawnTask(shared.value, { task, mandatory }, rt);
    yield* shared.drop();
    return { join, spawned };
  }

  /** With the lock held, also while a task that comes too late is cancelled. */
  private *spawnTask(shared: Shared, queued: QueuedTask, rt: BlockingRuntime | null): Op<Spawned> {
    const { inner } = this;
    if (shared.shutdown) {
      // Mandatory or not: nothing was promised yet.
      yield* inner.shutdownTask(queued);
      return "ShuttingDown";
    }
    shared.queue.push(queued);
    if (observing()) tell({ type: "blocking.spawn", pool: inner, task: queued.task.raw });
    // Relaxed, as all of these counts: the lock orders them.
    yield* inner.metrics.queueDepth.fetchAdd(1, "Relaxed");
    if ((yield* inner.metrics.numIdleThreads.load("Relaxed")) === 0) return yield* this.addThread(shared, rt);
    // That thread is spoken for: the next one who spawns must not count on it.
    yield* inner.metrics.numIdleThreads.fetchSub(1, "Relaxed");
    shared.numNotify++;
    yield* inner.condvar.notifyOne();
    return "ok";
  }

  /** No thread is idle: starts one, unless there are enough, who will come for the task when they can. */
  private *addThread(shared: Shared, rt: BlockingRuntime | null): Op<Spawned> {
    const { inner } = this;
    const { numThreads } = inner.metrics;
    if ((yield* numThreads.load("Relaxed")) === inner.options.threadCap) return "ok";
    const { shutdownTx } = shared;
    if (shutdownTx === null) panic("assertion failed: shared.shutdown_tx.is_some()");
    const id = shared.workerThreadIndex;
    const started = yield* this.spawnThread(yield* shutdownTx.clone(), rt, id);
    if (typeof started === "object") {
      yield* numThreads.fetchAdd(1, "Relaxed");
      shared.workerThreadIndex++;
      shared.workerThreads.set(id, started);
      return "ok";
    }
    // Some busy thread will come for the task, if there is one.
    return started === "WouldBlock" && (yield* numThreads.load("Relaxed")) > 0 ? "ok" : "NoThreads";
  }

  private *spawnThread(shutdownTx: Sender, rt: BlockingRuntime | null, id: number): Op<Started> {
    const { options, label } = this.inner;
    const thread = new PoolThread(this.inner, id);
    const body = () => enterAndRun(thread, rt, shutdownTx);
    const started = yield* (options.startThread ?? startOnSystem)(body, `${label} ${id}`);
    if (typeof started !== "object") yield* shutdownTx.drop();
    return started;
  }
}

function* enterAndRun(thread: PoolThread, rt: BlockingRuntime | null, shutdownTx: Sender): Op<void> {
  yield* rt === null ? thread.run() : rt.entered(() => thread.run());
  yield* shutdownTx.drop();
}
