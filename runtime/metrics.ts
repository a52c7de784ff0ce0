/**
 * `RuntimeMetrics`: numbers to look at, after tokio's `runtime/metrics/runtime.rs`. Each is read by itself,
 * so two of them need not fit together while the runtime is at work.
 */
import { type Op, panic } from "../sim/index.ts";
import { MultiThreadHandle } from "./scheduler/multi-thread/handle.ts";
import type { SchedulerHandle } from "./scheduler/scheduler-handle.ts";
import type { WorkerMetrics } from "./worker-metrics.ts";

export class RuntimeMetrics {
  private readonly handle: SchedulerHandle;

  /** Use `Handle.metrics`. */
  constructor(handle: SchedulerHandle) {
    this.handle = handle;
  }

  /** 1 for a current-thread runtime. */
  get numWorkers(): number {
    return this.handle.workerMetrics.length;
  }

  /** Spawned and not complete yet; blocking ones are not counted. */
  numAliveTasks(): Op<number> {
    return this.handle.numAliveTasks();
  }

  /** Tasks in the inject queue. */
  globalQueueDepth(): Op<number> {
    return this.handle.inject.len();
  }

  /** Tasks that were scheduled from outside of the runtime's workers. */
  get remoteScheduleCount(): number {
    return this.handle.remoteSchedules;
  }

  /** Threads of the blocking pool that run no worker. */
  *numBlockingThreads(): Op<number> {
    const threads = yield* this.blockingSpawner.numThreads();
    return this.handle instanceof MultiThreadHandle ? Math.max(0, threads - this.numWorkers) : threads;
  }

  numIdleBlockingThreads(): Op<number> {
    return this.blockingSpawner.numIdleThreads();
  }

  blockingQueueDepth(): Op<number> {
    return this.blockingSpawner.queueDepth();
  }

  /** What the worker with this index has counted; panics where there is none. */
  worker(index: number): Readonly<WorkerMetrics> {
    return this.handle.workerMetrics[index] ?? panic(`index out of bounds: there is no worker ${index}`);
  }

  private get blockingSpawner() {
    return this.handle.blockingSpawner ?? panic(`${this.handle.label} has no threads for what blocks`);
  }
}
