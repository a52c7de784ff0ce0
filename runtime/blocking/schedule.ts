/** `BlockingSchedule`: what blocking tasks are scheduled by, which is nothing: they are run once, where they are. */
import { type Op, panic } from "../../sim/index.ts";
import type { TaskHooks } from "../task/hooks.ts";
import type { Notified, Task } from "../task/notified.ts";
import type { Schedule } from "../task/schedule.ts";

export class BlockingSchedule implements Schedule {
  private readonly taskHooks: TaskHooks;

  constructor(hooks: TaskHooks) {
    this.taskHooks = hooks;
  }

  *schedule(_task: Notified): Op<void> {
    panic("internal error: entered unreachable code");
  }

  /** Nobody owns a blocking task. */
  *release(_task: Task): Op<Task | null> {
    return null;
  }

  hooks(): TaskHooks {
    return this.taskHooks;
  }
}
