/**
 * A run queue overflows while a thief is at it. The owner claims all of the queue and gives half back, with
 * two steps in between: a thief that looked before must not take what is on its way to the inject queue.
 */
import { scenario } from "../../properties/index.ts";
import { Inject, localQueue } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { QueuedTasks } from "./support/queued-tasks.ts";

export const queueStealOverflow = scenario({
  name: "scheduler/queue-steal-overflow",
  about: "A worker pushes more tasks than its run queue holds, while a thief steals half of them.",
  source: "tokio runtime/tests/loom_queue.rs: steal_overflow",
  options: { capacity: { oneOf: [2, 4] } },
  *model({ capacity }) {
    const tasks = new QueuedTasks();
    const inject = new Inject();
    const { steal, local } = localQueue({ capacity });
    const thief = yield* spawn(() => tasks.stealOnce(steal, capacity), "thief");
    // The cursors are off the beginning of the ring.
    yield* local.pushBackOrOverflow(yield* tasks.make(), inject);
    const first = yield* local.pop();
    if (first !== null) yield* tasks.take(first);
    for (let i = 0; i < capacity + 2; i++) yield* local.pushBackOrOverflow(yield* tasks.make(), inject);
    yield* thief.join();
    yield* tasks.drain(local);
    for (let task = yield* inject.pop(); task !== null; task = yield* inject.pop()) yield* tasks.take(task);
    yield* local.drop();
    yield* tasks.end();
  },
});
