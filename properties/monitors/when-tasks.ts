/** Monitors of tasks: told of nothing until there is a task. */
import type { Listener } from "../../sim/index.ts";
import { WhenTold } from "./when-told.ts";

const TASKS: ReadonlySet<string> = new Set(["task.new"]);

export class WhenTasks extends WhenTold {
  constructor(monitors: readonly Listener[]) {
    super(TASKS, monitors);
  }
}
