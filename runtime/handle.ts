/**
 * `Handle`: a runtime as everybody may have it, to spawn on it and to enter it. It does not keep the
 * runtime from shutting down; what is spawned afterwards is cancelled at once.
 */
import { type Op, panic } from "../sim/index.ts";
import type { BlockingFunction } from "./blocking/task.ts";
import {
  type ContextGuard,
  currentHandle,
  type EnterRuntimeGuard,
  enterRuntime,
  setCurrentHandle,
  tryCurrentHandle,
} from "./context.ts";
import type { Future } from "./future/future.ts";
import { RuntimeMetrics } from "./metrics.ts";
import { MultiThreadHandle } from "./scheduler/multi-thread/handle.ts";
import type { SchedulerHandle } from "./scheduler/scheduler-handle.ts";
import type { JoinHandle } from "./task/join.ts";

export type RuntimeFlavor = "current-thread" | "multi-thread";

export class Handle {
  /** The scheduler's side, for what is no business of a runtime's user. */
  readonly inner: SchedulerHandle;

  /** Use `Runtime.handle` or `Handle.current`. */
  constructor(inner: SchedulerHandle) {
    this.inner = inner;
  }

  /** Of the runtime that this thread is in; panics outside of all. */
  static current(): Handle {
    return new Handle(currentHandle());
  }

  /** As `current`; null outside of all runtimes. */
  static tryCurrent(): Handle | null {
    const inner = tryCurrentHandle();
    return inner === null ? null : new Handle(inner);
  }

  get flavor(): RuntimeFlavor {
    return this.inner instanceof MultiThreadHandle ? "multi-thread" : "current-thread";
  }

  /** Makes a task of the runtime, which runs without being waited for. Takes the future over. `name` is for traces. */
  spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>> {
    return this.inner.spawn(future, name);
  }

  /** Runs `func` on a thread that may block. */
  spawnBlocking<T>(func: BlockingFunction<T>, name?: string): Op<JoinHandle<T>> {
    return this.blockingSpawner.spawnBlocking(this.inner, func, name);
  }

  /** The same, and once there is a join handle `func` is run in any case; null where the shutdown had begun. */
  spawnMandatoryBlocking<T>(func: BlockingFunction<T>, name?: string): Op<JoinHandle<T> | null> {
    return this.blockingSpawner.spawnMandatoryBlocking(this.inner, func, name);
  }

  /**
   * Runs `future` to its end on this thread, inside of the runtime; panics on a thread that drives one
   * already. Of a current-thread runtime no tasks run meanwhile, unless another thread is in
   * `Runtime.blockOn`. Takes the future over.
   */
  *blockOn<T>(future: Future<T>): Op<T> {
    const entered = yield* this.enterOrDrop(future);
    try {
      return yield* entered.blocking.blockOn(future);
    } finally {
      entered.drop();
    }
  }

  /** This runtime is the one that `spawn` goes to on this thread, until the guard is dropped; no step. */
  enter(): ContextGuard {
    return setCurrentHandle(this.inner);
  }

  metrics(): RuntimeMetrics {
    return new RuntimeMetrics(this.inner);
  }

  private *enterOrDrop(future: Future<unknown>): Op<EnterRuntimeGuard> {
    try {
      return enterRuntime(this.inner, true);
    } catch (nested) {
      yield* future.drop();
      throw nested;
    }
  }

  private get blockingSpawner() {
    return this.inner.blockingSpawner ?? panic(`${this.inner.label} has no threads for what blocks`);
  }
}
