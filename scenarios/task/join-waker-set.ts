/**
 * The join handle leaves its waker in the task just when the task completes. Either the runtime sees the
 * waker and wakes it, or the handle sees that the task is complete and takes the waker back.
 */
import { scenario } from "../../properties/index.ts";
import { Context, FifoScheduler, RecordingWaker } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

export const joinWakerSet = scenario({
  name: "task/join-waker-set",
  about: "A join handle that is polled for the first time races with the task's completion by a worker.",
  source: "tokio runtime/task/mod.rs: JOIN_WAKER, rules 1 to 6",
  *model() {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(new GivesOutput(), "task");
    const worker = yield* spawn(() => scheduler.tick(), "worker");

    const joiner = new RecordingWaker("joiner");
    const waker = joiner.waker();
    const cx = new Context(waker);
    let poll = yield* join.poll(cx);
    yield* worker.join();
    if (!poll.ready) {
      assert(joiner.wakes === 1, `completion woke the waiting join handle ${joiner.wakes} times`);
      poll = yield* join.poll(cx);
    }
    assert(poll.ready && poll.value.ok, "a complete task has its output ready");
    yield* poll.value.value.drop();
    yield* join.drop();
    yield* waker.drop();
    assert(joiner.count("drop") === joiner.count("clone") + 1, "the task kept the join waker");
  },
});
