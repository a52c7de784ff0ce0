/**
 * A join handle that left its waker is polled again by the same task: it looks at the waker in its place
 * and leaves it there. Then the handle goes, while the runtime completes the task, wakes the waker and
 * drops it: after the handle's look, which came before the handle went.
 */
import { scenario } from "../../properties/index.ts";
import { Context, FifoScheduler, RecordingWaker } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

export const joinPolledAgain = scenario({
  name: "task/join-polled-again",
  about: "A join handle with its waker in the task is polled again and dropped, while a worker completes the task.",
  source: "tokio runtime/task/mod.rs: JOIN_WAKER, rules 3 and 7; can_read_output: will_wake",
  *model() {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(new GivesOutput(), "task");
    const joiner = new RecordingWaker("joiner");
    const waker = joiner.waker();
    const cx = new Context(waker);
    yield* join.poll(cx); // pending: nobody runs the task yet

    const worker = yield* spawn(() => scheduler.tick(), "worker");
    const poll = yield* join.poll(cx);
    if (poll.ready) {
      assert(poll.value.ok, "a task that nobody cancels has an output");
      yield* poll.value.value.drop();
    }
    yield* join.drop();
    yield* worker.join();
    yield* waker.drop();
    assert(joiner.count("drop") === joiner.count("clone") + 1, "the task kept the join waker");
  },
});
