/** Monitors of timers: told of nothing until there is one. */
import type { Listener } from "../../sim/index.ts";
import { WhenTold } from "./when-told.ts";

const TIMERS: ReadonlySet<string> = new Set(["timer.register", "timer.fire"]);

export class WhenTimers extends WhenTold {
  constructor(monitors: readonly Listener[]) {
    super(TIMERS, monitors);
  }
}
