/** The events at which monitors begin to listen (`WhenTold`): before the first of them nothing concerns them. */
import type { RuntimeEvent } from "../../runtime/index.ts";

export type Alarms = ReadonlySet<RuntimeEvent["type"]>;

export const TASKS: Alarms = new Set(["task.new"]);

export const LOCAL_TASKS: Alarms = new Set(["local.task.new"]);

/** There is a queue, a pool or a driver. */
export const SCHEDULERS: Alarms = new Set([
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

export const TIMERS: Alarms = new Set(["timer.register", "timer.fire"]);

export const RESOURCES: Alarms = new Set(["io.register", "io.event", "io.ready"]);

export const PERMITS: Alarms = new Set(["permit.total"]);

export const NOTIFICATIONS: Alarms = new Set(["notify.given", "notify.taken", "notify.returned"]);

export const CHANNELS: Alarms = new Set(["channel.new"]);
