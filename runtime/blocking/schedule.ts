/** `BlockingSchedule`: what blocking tasks are scheduled by, which is nothing: they are run once, where they are. */
import { type Op, panic } from "../../sim/index.ts";
import { NO_HOOKS, type TaskHooks } from "../task/hooks.ts";
import type { Notified, Task } from "../task/notified.ts";
import type { Schedule } from "../task/schedule.ts";
import type { BlockingRuntime } from "./options.ts";

export class BlockingSchedule implements Schedule {
  private readonly runtime: BlockingRuntime | null;

  /** A paused clock stands still while one of its tasks is under way: it may be waited for. */
  constructor(runtime: BlockingRuntime | null) {
    this.runtime = runtime;
    runtime?.blockingBegins?.();
  }

  *schedule(_task: Notified): Op<void> {
    panic("internal error: entered unreachable code");
  }

  /** Nobody owns a blocking task. */
  *release(_task: Task): Op<Task | null> {
    const ended = this.runtime?.blockingEnded?.();
    if (ended !== undefined) yield* ended;
    return null;
  }

  hooks(): TaskHooks {
    return this.runtime?.hooks?.() ?? NO_HOOKS;
  }
}
