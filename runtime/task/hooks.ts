/**
 * `TaskHooks`: what the user of a runtime wants to be told of its tasks. User code: it may step and
 * panic. Spawning and polling are the scheduler's to tell; termination is the harness's.
 */
import type { Op } from "../../sim/index.ts";
import type { TaskId } from "./id.ts";

export interface TaskMeta {
  readonly id: TaskId;
}

export interface TaskHooks {
  /** Called by the scheduler for a task that it owns now and has not scheduled yet. */
  readonly onSpawn?: (meta: TaskMeta) => Op<void>;
  /** Called when the task is complete, its output stored or dropped and its join waker woken. Its panic is ignored. */
  readonly onTerminate?: (meta: TaskMeta) => Op<void>;
}

export const NO_HOOKS: TaskHooks = {};
