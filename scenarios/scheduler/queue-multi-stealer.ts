/** Two thieves at one run queue: the second one must leave while the first has not read what it claimed. */
import { scenario } from "../../properties/index.ts";
import { Inject, localQueue } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { QueuedTasks } from "./support/queued-tasks.ts";

const CAPACITY = 4;

export const queueMultiStealer = scenario({
  name: "scheduler/queue-multi-stealer",
  about: "Two thieves steal from a run queue at once, while its owner pops what is left.",
  source: "tokio runtime/tests/loom_queue.rs: multi_stealer",
  options: { count: { from: 2, to: 5 } },
  *model({ count }) {
    const tasks = new QueuedTasks();
    const inject = new Inject();
    const { steal, local } = localQueue({ capacity: CAPACITY });
    for (const task of yield* tasks.makeAll(count)) yield* local.pushBackOrOverflow(task, inject);
    const one = yield* spawn(() => tasks.stealOnce(steal, CAPACITY, "thief 1"), "thief 1");
    const other = yield* spawn(() => tasks.stealOnce(steal, CAPACITY, "thief 2"), "thief 2");
    yield* tasks.drain(local);
    for (let task = yield* inject.pop(); task !== null; task = yield* inject.pop()) yield* tasks.take(task);
    yield* one.join();
    yield* other.join();
    // A thief that let go late leaves nothing behind.
    yield* local.drop();
    yield* tasks.end();
  },
});
