/**
 * A task is aborted while it waits in the queue for its first poll: whoever takes it out of there finds
 * the mark and drops the future instead of polling it, or, if the poll has begun, after that poll.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Endless } from "./support/futures.ts";

export const abortBeforePoll = scenario({
  name: "task/abort-before-poll",
  about: "The main thread aborts a task that is queued, while a worker takes it out of the queue to poll it.",
  source: "tokio runtime/tests/task_combinations.rs: AbortedImmediately",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new Endless();
    const join = yield* scheduler.spawn(future, "task");
    const worker = yield* spawn(() => scheduler.work(), "worker");
    yield* join.abort();
    const result = yield* blockOn(join);
    assert(!result.ok && result.error.isCancelled, "an aborted task that waits for ever is cancelled");
    assert(future.polls <= 1, "a task was polled after its cancellation");
    assert(future.held.droppedBy === "worker", "a future is dropped by whoever runs the task, not by who aborts it");
    yield* scheduler.stop();
    yield* worker.join();
  },
});
