/**
 * The owner fills up its run queue while a thief still reads from it: the slots are taken although the tasks
 * are gone, so what does not fit goes to the inject queue, one by one.
 */
import { scenario } from "../../properties/index.ts";
import { Inject, localQueue } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { QueuedTasks } from "./support/queued-tasks.ts";

export const queuePushMidSteal = scenario({
  name: "scheduler/queue-push-mid-steal",
  about: "A worker pushes to its full run queue while a thief is in the middle of stealing from it.",
  source: "tokio runtime/scheduler/multi_thread/queue.rs: push_back_or_overflow, steal != real",
  options: { capacity: { oneOf: [2, 4] }, start: { oneOf: [0, 0xffff_ffff] } },
  *model({ capacity, start }) {
    const tasks = new QueuedTasks();
    const inject = new Inject();
    const { steal, local } = localQueue({ capacity, start });
    yield* local.pushBack(yield* tasks.makeAll(capacity));
    const thief = yield* spawn(() => tasks.stealOnce(steal, capacity), "thief");
    yield* local.pushBackOrOverflow(yield* tasks.make(), inject);
    yield* tasks.drain(local);
    yield* thief.join();
    for (let task = yield* inject.pop(); task !== null; task = yield* inject.pop()) yield* tasks.take(task);
    yield* local.drop();
    yield* tasks.end();
  },
});
