/**
 * What goes to the inject queue when a run queue overflows, and in which order: the newer half and the task
 * that did not fit, from wherever the cursors are. Another worker takes them from there meanwhile.
 */
import { scenario } from "../../properties/index.ts";
import { Inject, localQueue, type Notified } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { QueuedTasks } from "./support/queued-tasks.ts";

const CAPACITY = 4;

function* popAll(inject: Inject, into: Notified[]): Op<void> {
  for (let task = yield* inject.pop(); task !== null; task = yield* inject.pop()) into.push(task);
}

export const queueOverflow = scenario({
  name: "scheduler/queue-overflow",
  about:
    "A worker pushes one task more than its run queue holds, with the cursors anywhere, and another takes what overflows.",
  source: "tokio runtime/tests/queue.rs: overflow; tokio-rs/tokio#2361",
  options: { start: { oneOf: [0, 3, 0xffff_fffd] }, count: { from: CAPACITY, to: CAPACITY + 1 } },
  *model({ start, count }) {
    const tasks = new QueuedTasks();
    const inject = new Inject();
    const { local } = localQueue({ capacity: CAPACITY, start });
    const made: Notified[] = yield* tasks.makeAll(count);
    const overflowed: Notified[] = [];
    const other = yield* spawn(() => popAll(inject, overflowed), "other");
    for (const task of made) yield* local.pushBackOrOverflow(task, inject);
    yield* other.join();
    yield* popAll(inject, overflowed);
    const expected = count > CAPACITY ? made.slice(CAPACITY / 2) : [];
    assert(overflowed.length === expected.length, "a run queue overflows when it is full, and not before");
    assert(
      overflowed.every((task, i) => task.raw === expected[i]?.raw),
      "the newer half overflows, in order",
    );
    for (const task of overflowed) yield* tasks.take(task);
    yield* tasks.drain(local);
    yield* local.drop();
    yield* tasks.end();
  },
});
