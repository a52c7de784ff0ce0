/** Monitors of schedulers: told of nothing until there is a queue or a pool. */
import type { Listener } from "../../sim/index.ts";
import { WhenTold } from "./when-told.ts";

const SCHEDULERS: ReadonlySet<string> = new Set([
  "queue.push",
  "queue.pop",
  "inject.push",
  "inject.pop",
  "inject.close",
  "worker.park",
  "worker.unpark",
  "worker.searching",
  "idle.change",
  "scheduler.tick",
  "driver.park",
  "runtime.shutdown.begin",
  "blocking.spawn",
  "blocking.thread.start",
]);

export class WhenScheduled extends WhenTold {
  constructor(monitors: readonly Listener[]) {
    super(SCHEDULERS, monitors);
  }
}
