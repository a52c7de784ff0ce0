/**
 * A join waker is foreign code, and this one panics when the runtime wakes it. The task is complete
 * nevertheless and gives its output; the waker stays in it, to be dropped with the task.
 */
import { scenario } from "../../properties/index.ts";
import { Context, FifoScheduler, RecordingWaker } from "../../runtime/index.ts";
import { assert, type Op, panic, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

function* panics(): Op<void> {
  panic("in wake");
}

export const panicInJoinWaker = scenario({
  name: "task/panic-in-join-waker",
  about: "A worker completes a task and wakes a join waker that panics, while the join handle is polled and dropped.",
  source: "tokio runtime/task/harness.rs: complete, panics of the join waker",
  options: { dropsAtOnce: { oneOf: [false, true] } },
  *model({ dropsAtOnce }) {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(new GivesOutput(), "task");
    const joiner = new RecordingWaker("joiner", { reactions: { wakeByRef: panics } });
    const waker = joiner.waker();
    const cx = new Context(waker);
    yield* join.poll(cx); // pending: nobody runs the task yet

    const worker = yield* spawn(() => scheduler.tick(), "worker");
    if (!dropsAtOnce) {
      const poll = yield* join.poll(cx);
      if (poll.ready && poll.value.ok) yield* poll.value.value.drop();
    }
    yield* join.drop();
    yield* worker.join();
    yield* waker.drop();
    assert(joiner.count("drop") === 2, "the task kept the join waker");
  },
});
