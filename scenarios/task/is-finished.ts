/**
 * A handle that only asks whether the task is finished. Where the answer is yes, the output must be there
 * at the first poll of the join handle, for the thread that asked.
 */
import { scenario } from "../../properties/index.ts";
import { Context, FifoScheduler, noopWaker } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

export const isFinished = scenario({
  name: "task/is-finished",
  about: "The main thread asks an abort handle whether a task is finished, while a worker completes it.",
  source: "tokio runtime/task/abort.rs: is_finished",
  *model() {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(new GivesOutput(), "task");
    const abortHandle = yield* join.abortHandle();
    const worker = yield* spawn(() => scheduler.tick(), "worker");
    if (!(yield* abortHandle.isFinished())) yield* worker.join();
    yield* abortHandle.drop();

    const waker = noopWaker();
    const poll = yield* join.poll(new Context(waker));
    assert(poll.ready && poll.value.ok, "a finished task has no output");
    yield* poll.value.value.drop();
    yield* join.drop();
    yield* waker.drop();
    yield* worker.join();
  },
});
