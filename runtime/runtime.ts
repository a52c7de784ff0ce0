/**
 * `Runtime`: a scheduler with its driver and its blocking pool, made by `Builder`. Dropping it cancels all
 * tasks and waits for the threads; `shutdownTimeout` and `shutdownBackground` drop it, too, without
 * waiting for what still blocks.
 */
import { type Op, Owned } from "../sim/index.ts";
import type { BlockingPool } from "./blocking/pool.ts";
import type { BlockingFunction } from "./blocking/task.ts";
import { type ContextGuard, setCurrentHandle } from "./context.ts";
import type { Future } from "./future/future.ts";
import { Handle } from "./handle.ts";
import type { RuntimeMetrics } from "./metrics.ts";
import type { CurrentThread } from "./scheduler/current-thread/current-thread.ts";
import { MultiThread } from "./scheduler/multi-thread/multi-thread.ts";
import type { JoinHandle } from "./task/join.ts";

export type Scheduler = CurrentThread | MultiThread;

export class Runtime extends Owned {
  readonly sort = "runtime";
  /** To be given away freely. */
  readonly handle: Handle;
  private readonly scheduler: Scheduler;
  private readonly blockingPool: BlockingPool;

  /** Use `Builder`. */
  constructor(scheduler: Scheduler, blockingPool: BlockingPool, name: string) {
    super(name);
    this.handle = new Handle(scheduler.handle);
    this.scheduler = scheduler;
    this.blockingPool = blockingPool;
  }

  /** Makes a task, which runs without being waited for. Takes the future over. `name` is for traces. */
  spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>> {
    this.use("spawn()");
    return this.handle.spawn(future, name);
  }

  /** Runs `func` on a thread that may block. */
  spawnBlocking<T>(func: BlockingFunction<T>, name?: string): Op<JoinHandle<T>> {
    this.use("spawnBlocking()");
    return this.handle.spawnBlocking(func, name);
  }

  /**
   * Runs `future` to its end on this thread; of a current-thread runtime its tasks, too. Panics on a thread
   * that drives a runtime already. Takes the future over.
   */
  *blockOn<T>(future: Future<T>): Op<T> {
    this.use("blockOn()");
    const current = this.enter();
    try {
      return yield* this.scheduler.blockOn(future);
    } finally {
      current.drop();
    }
  }

  /** This runtime is the one that `spawn` goes to on this thread, until the guard is dropped; no step. */
  enter(): ContextGuard {
    this.use("enter()");
    return this.handle.enter();
  }

  metrics(): RuntimeMetrics {
    this.use("metrics()");
    return this.handle.metrics();
  }

  /** Drops the runtime; waits for at most `ns` for what is under way. It goes on all the same. */
  *shutdownTimeout(ns: number): Op<void> {
    this.use("shutdownTimeout()");
    // The workers are threads of the pool: unless they are told first, it waits for them in vain.
    if (this.scheduler instanceof MultiThread) yield* this.scheduler.shutdown();
    yield* this.blockingPool.shutdown(ns);
    yield* this.drop();
  }

  /** Drops the runtime and waits for nothing, which is allowed inside of another one. */
  shutdownBackground(): Op<void> {
    return this.shutdownTimeout(0);
  }

  /** Cancels all tasks and waits until the threads are done. Panics inside of a runtime: that must not wait. */
  *drop(): Op<void> {
    this.consume("dropped");
    try {
      if (this.scheduler instanceof MultiThread) yield* this.scheduler.shutdown();
      else yield* this.shutdownHere(this.scheduler);
    } finally {
      yield* this.blockingPool.drop();
    }
  }

  /** The tasks of a current-thread runtime are dropped on this thread, inside of the runtime's context. */
  private *shutdownHere(scheduler: CurrentThread): Op<void> {
    const current = setCurrentHandle(scheduler.handle);
    try {
      yield* scheduler.shutdown();
    } finally {
      current.drop();
    }
  }
}
