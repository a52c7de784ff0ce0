/** Monitors of local tasks: told of nothing until there is one. */
import type { Listener } from "../../sim/index.ts";
import { WhenTold } from "./when-told.ts";

const LOCAL_TASKS: ReadonlySet<string> = new Set(["local.task.new"]);

export class WhenLocal extends WhenTold {
  constructor(monitors: readonly Listener[]) {
    super(LOCAL_TASKS, monitors);
  }
}
