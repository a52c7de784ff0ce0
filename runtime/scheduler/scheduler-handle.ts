/**
 * `SchedulerHandle`: what every scheduler's handle can do, tokio's `scheduler::Handle`. Whoever needs more
 * asks with `instanceof` for `CurrentThreadHandle` or `MultiThreadHandle`.
 */
import type { Op } from "../../sim/index.ts";
import type { BlockingRuntime } from "../blocking/options.ts";
import type { Spawner } from "../blocking/spawner.ts";
import type { DriverHandle } from "../driver.ts";
import type { Future } from "../future/future.ts";
import type { TaskHooks } from "../task/hooks.ts";
import type { JoinHandle } from "../task/join.ts";
import type { Schedule } from "../task/schedule.ts";
import type { WorkerMetrics } from "../worker-metrics.ts";
import type { Inject } from "./inject.ts";

export interface SchedulerHandle extends Schedule, BlockingRuntime {
  /** For traces. */
  readonly label: string;
  readonly driver: DriverHandle;
  /** To the runtime's threads for what blocks; null where the scheduler is used without a runtime. */
  readonly blockingSpawner: Spawner | null;
  /** Tasks that were scheduled by others than the workers. */
  readonly inject: Inject;
  /** How many those were so far. */
  readonly remoteSchedules: number;
  /** By the workers' indices. */
  readonly workerMetrics: readonly WorkerMetrics[];
  /** Makes a task of this scheduler and schedules it. Takes the future over. */
  spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>>;
  /** How many tasks are alive: a number to be looked at. */
  numAliveTasks(): Op<number>;
  /** Asked by the blocking pool, too: its tasks have the hooks of the runtime's. */
  hooks(): TaskHooks;
}
