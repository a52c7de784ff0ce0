/**
 * `SchedulerHandle`: what every scheduler's handle can do, tokio's `scheduler::Handle`. Whoever needs more
 * asks with `instanceof` for `CurrentThreadHandle` or `MultiThreadHandle`.
 */
import type { Op } from "../../sim/index.ts";
import type { DriverHandle } from "../driver.ts";
import type { Future } from "../future/future.ts";
import type { JoinHandle } from "../task/join.ts";
import type { Schedule } from "../task/schedule.ts";

export interface SchedulerHandle extends Schedule {
  /** For traces. */
  readonly label: string;
  readonly driver: DriverHandle;
  /** Makes a task of this scheduler and schedules it. Takes the future over. */
  spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>>;
  /** How many tasks are alive: a number to be looked at. */
  numAliveTasks(): Op<number>;
}
