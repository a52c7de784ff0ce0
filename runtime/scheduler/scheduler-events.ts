/**
 * What the schedulers tell of themselves; part of `RuntimeEvent`. A `pool` is the scheduler's handle, a
 * `worker` one of its threads: the only one of a current-thread scheduler has index 0.
 */
import type { DriverHandle } from "../driver.ts";

export interface WorkerIdentity {
  readonly index: number;
}

/**
 * - `park`: about to sleep; `unpark`: it sleeps no more, whatever ended that
 * - `searching`, `searched`: begins and ends to look for the tasks of others
 * - `shutdown`: it has seen that the runtime is closed
 */
export interface WorkerMoved {
  readonly type: "worker.park" | "worker.unpark" | "worker.searching" | "worker.searched" | "worker.shutdown";
  readonly worker: WorkerIdentity;
  readonly pool: object;
}

/** The runtime with this handle begins to shut down, or has. */
export interface RuntimeShutdown {
  readonly type: "runtime.shutdown.begin" | "runtime.shutdown.end";
  readonly runtime: object;
}

/** A worker begins another turn of its loop. */
export interface SchedulerTick {
  readonly type: "scheduler.tick";
  readonly worker: WorkerIdentity;
}

/** Before the driver is parked on or unparked; `park` also where it is only looked at for events. */
export interface DriverUsed {
  readonly type: "driver.park" | "driver.unpark";
  readonly driver: DriverHandle;
}

/** The word of the idle workers' book-keeping has just changed. */
export interface IdleChanged {
  readonly type: "idle.change";
  readonly idle: object;
}

export type SchedulerEvent = WorkerMoved | RuntimeShutdown | SchedulerTick | DriverUsed | IdleChanged;
