/**
 * A join handle that moves: polled by one task, then by another, it replaces the waker that it left, in
 * two steps, and the task may complete before, between or after them. Whoever was told to wait last must
 * be woken.
 */
import { scenario } from "../../properties/index.ts";
import { Context, FifoScheduler, RecordingWaker } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

export const joinWakerReplaced = scenario({
  name: "task/join-waker-replaced",
  about: "A join handle is polled with one waker, then with another or the same, while a worker completes the task.",
  source: "tokio runtime/task/mod.rs: JOIN_WAKER, rule 5; tokio-rs/tokio#2087",
  options: { sameAgain: { oneOf: [false, true] } },
  *model({ sameAgain }) {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(new GivesOutput(), "task");
    const worker = yield* spawn(() => scheduler.tick(), "worker");

    const former = new RecordingWaker("former");
    const latter = sameAgain ? former : new RecordingWaker("latter");
    const formerWaker = former.waker();
    const latterWaker = latter.waker();
    let poll = yield* join.poll(new Context(formerWaker));
    if (!poll.ready) poll = yield* join.poll(new Context(latterWaker));
    yield* worker.join();
    if (!poll.ready) {
      assert(latter.wakes === 1, `completion woke the last waker ${latter.wakes} times`);
      assert(sameAgain || former.wakes === 0, "completion woke a waker that had been replaced");
      poll = yield* join.poll(new Context(latterWaker));
    }
    assert(poll.ready && poll.value.ok, "a complete task has its output ready");
    yield* poll.value.value.drop();
    yield* join.drop();
    yield* formerWaker.drop();
    yield* latterWaker.drop();
  },
});
