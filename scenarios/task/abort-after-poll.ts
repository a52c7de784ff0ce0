/**
 * A task is aborted while it is idle, waiting for something. The thread that aborts may not drop the
 * future, which may have to stay on its own thread: it queues the task, for a worker to cancel. Two who
 * abort at once must queue it once.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Endless } from "./support/futures.ts";

export const abortAfterPoll = scenario({
  name: "task/abort-after-poll",
  about: "Two threads abort an idle task, through the join handle and an abort handle, and a worker cancels it.",
  source: "tokio runtime/tests/task_combinations.rs: AbortedAfterFirstPoll; tokio-rs/tokio#3157",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new Endless();
    const join = yield* scheduler.spawn(future, "task");
    yield* scheduler.tick();

    const worker = yield* spawn(() => scheduler.work(), "worker");
    const abortHandle = yield* join.abortHandle();
    const aborter = yield* spawn(() => abortHandle.abort(), "aborter");
    yield* join.abort();
    const result = yield* blockOn(join);
    assert(!result.ok && result.error.isCancelled, "an aborted task that waits for ever is cancelled");
    assert(future.polls === 1, "a task was polled after it was aborted");
    assert(future.held.droppedBy === "worker", "a future is dropped by whoever runs the task, not by who aborts it");

    yield* aborter.join();
    yield* abortHandle.drop();
    yield* scheduler.stop();
    yield* worker.join();
  },
});
