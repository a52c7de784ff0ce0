/**
 * A task is aborted in the middle of a poll, by a thread that this very poll starts: nobody may touch the
 * future then. The abort leaves a mark, and the end of the poll acts on it; or, if the poll is over
 * already, the abort queues the task to be cancelled.
 */
import { scenario } from "../../properties/index.ts";
import { type AbortHandle, blockOn, type Context, FifoScheduler, PENDING, type Poll } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

class AbortedByOther extends HoldingFuture<void> {
  abortHandle: AbortHandle | null = null;

  *poll(_cx: Context): Op<Poll<void>> {
    const { abortHandle } = this;
    this.abortHandle = null;
    if (abortHandle !== null) yield* spawn(() => abortAndDrop(abortHandle), "aborter");
    return PENDING;
  }
}

function* abortAndDrop(handle: AbortHandle): Op<void> {
  yield* handle.abort();
  yield* handle.drop();
}

export const abortDuringPoll = scenario({
  name: "task/abort-during-poll",
  about: "A thread aborts a task through its abort handle, while a worker is in the middle of polling it.",
  source: "tokio runtime/task/harness.rs: poll_inner, cancelled during the poll",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new AbortedByOther();
    const join = yield* scheduler.spawn(future, "task");
    future.abortHandle = yield* join.abortHandle();
    const worker = yield* spawn(() => scheduler.work(), "worker");
    const result = yield* blockOn(join);
    assert(!result.ok && result.error.isCancelled, "an aborted task that waits for ever is cancelled");
    assert(future.held.droppedBy === "worker", "a future is dropped by whoever runs the task, not by who aborts it");
    yield* scheduler.stop();
    yield* worker.join();
  },
});
