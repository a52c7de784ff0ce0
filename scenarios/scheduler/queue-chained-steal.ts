/**
 * A worker steals into the very queue that somebody steals from. The slots that this thief still reads are
 * not free, so there may be less room than the queue seems to have.
 */
import { scenario } from "../../properties/index.ts";
import { localQueue } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { QueuedTasks } from "./support/queued-tasks.ts";

const CAPACITY = 4;

export const queueChainedSteal = scenario({
  name: "scheduler/queue-chained-steal",
  about: "A worker drains its run queue and refills it by stealing, while a thief steals from that queue.",
  source: "tokio runtime/tests/loom_queue.rs: chained_steal",
  options: { count: { from: 2, to: 4 } },
  *model({ count }) {
    const tasks = new QueuedTasks();
    const [own, other] = [
      localQueue({ name: "own", capacity: CAPACITY }),
      localQueue({ name: "other", capacity: CAPACITY }),
    ];
    yield* own.local.pushBack(yield* tasks.makeAll(count));
    yield* other.local.pushBack(yield* tasks.makeAll(count));
    const thief = yield* spawn(() => tasks.stealOnce(own.steal, CAPACITY), "thief");
    yield* tasks.drain(own.local);
    const task = yield* other.steal.stealInto(own.local);
    if (task !== null) yield* tasks.take(task);
    yield* thief.join();
    yield* tasks.drain(own.local);
    yield* tasks.drain(other.local);
    yield* own.local.drop();
    yield* other.local.drop();
    yield* tasks.end();
  },
});
