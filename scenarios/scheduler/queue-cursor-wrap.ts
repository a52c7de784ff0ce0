/**
 * A thief looks at a run queue, and sleeps; meanwhile the queue goes round more than once. Cursors that count
 * on tell it that the queue is another one, although the same slots are in use. They wrap as well, far later.
 */
import { scenario } from "../../properties/index.ts";
import { localQueue } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { QueuedTasks } from "./support/queued-tasks.ts";

const CAPACITY = 2;

export const queueCursorWrap = scenario({
  name: "scheduler/queue-cursor-wrap",
  about: "A worker pushes and pops until its ring went round several times, while a thief steals from it.",
  source: "tokio-rs/tokio#5041",
  options: { start: { oneOf: [0, 0xffff_fffe] } },
  *model({ start }) {
    const tasks = new QueuedTasks();
    const { steal, local } = localQueue({ capacity: CAPACITY, start });
    yield* local.pushBack([yield* tasks.make()]);
    const thief = yield* spawn(() => tasks.stealOnce(steal, CAPACITY), "thief");
    for (let i = 0; i < 2 * CAPACITY; i++) {
      yield* tasks.drain(local);
      if (i < 2 * CAPACITY - 1 && (yield* local.remainingSlots()) > 0) yield* local.pushBack([yield* tasks.make()]);
    }
    yield* thief.join();
    yield* tasks.drain(local);
    yield* local.drop();
    yield* tasks.end();
  },
});
