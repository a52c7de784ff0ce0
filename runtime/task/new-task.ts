/** Where tasks come from: `newTask` for the lists that own them, `unowned` for tasks on no list. */
import { observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Future } from "../future/future.ts";
import { Harness } from "./harness.ts";
import { NO_HOOKS } from "./hooks.ts";
import { JoinHandle } from "./join.ts";
import { Notified, Task } from "./notified.ts";
import { RawTask } from "./raw.ts";
import type { Schedule } from "./schedule.ts";
import { UnownedTask } from "./unowned.ts";

/** A new task and its three references. Takes the future over, and the caller's share of the scheduler. */
export function newTask<T>(
  future: Future<T>,
  scheduler: Schedule,
  name?: string,
): { readonly task: Task; readonly notified: Notified; readonly join: JoinHandle<T> } {
  const raw = allocate(future, scheduler, name, false);
  return { task: new Task(raw), notified: new Notified(raw), join: new JoinHandle<T>(raw) };
}

/** A new task on no list, as tokio's blocking tasks: to be run once, or shut down. `name` is for traces. */
export function unowned<T>(
  future: Future<T>,
  scheduler: Schedule,
  name?: string,
): { readonly task: UnownedTask; readonly join: JoinHandle<T> } {
  const raw = allocate(future, scheduler, name, true);
  return { task: new UnownedTask(raw), join: new JoinHandle<T>(raw) };
}

function allocate<T>(future: Future<T>, scheduler: Schedule, name: string | undefined, isUnowned: boolean): RawTask {
  const hooks = scheduler.hooks?.() ?? NO_HOOKS;
  const task = new RawTask(name, hooks, (raw) => new Harness(raw, scheduler, future));
  if (observing()) tell({ type: "task.new", task, unowned: isUnowned });
  return task;
}
