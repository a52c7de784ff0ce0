/** `Schedule`: what a task asks of the scheduler that it was given. Called with the task's own share of it. */
import type { Op } from "../../sim/index.ts";
import type { TaskHooks } from "./hooks.ts";
import type { Notified, Task } from "./notified.ts";

export interface Schedule {
  /** The task was woken or aborted: runs it some time. Takes the reference over. */
  schedule(task: Notified): Op<void>;
  /** The task was woken while it was polled; `schedule` where this is left out. */
  yieldNow?(task: Notified): Op<void>;
  /**
   * The task is complete: takes it off the list that owns it and gives that reference back, null
   * where it is on none (any more). `task` is lent.
   */
  release(task: Task): Op<Task | null>;
  /** The task panicked, or its future when it was dropped. Called while the task is still RUNNING. */
  unhandledPanic?(): Op<void>;
  /** Asked once, when the task is made. */
  hooks?(): TaskHooks;
  /** The task's share of the scheduler ends with its memory. */
  drop?(): Op<void>;
}
