/**
 * An abort handle that is used when everything else is gone: the task is complete or cancelled, the join
 * handle dropped, the runtime shut down. Then it alone keeps the task's memory, and frees it.
 */
import { scenario } from "../../properties/index.ts";
import { type AbortHandle, FifoScheduler } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Endless, GivesOutput } from "./support/futures.ts";

function* cloneAbortDrop(handle: AbortHandle): Op<void> {
  const clone = yield* handle.clone();
  yield* handle.drop();
  yield* clone.abort();
  yield* clone.isFinished();
  yield* clone.drop();
}

export const abortHandleOutlives = scenario({
  name: "task/abort-handle-outlives",
  about: "A thread clones, uses and drops an abort handle, while the task ends and its runtime is shut down.",
  source: "tokio runtime/tests/task.rs: drop_abort_handle1, drop_abort_handle2",
  options: { completes: { oneOf: [true, false] } },
  *model({ completes }) {
    const scheduler = new FifoScheduler();
    const future = completes ? new GivesOutput() : new Endless();
    const join = yield* scheduler.spawn<unknown>(future, "task");
    const abortHandle = yield* join.abortHandle();
    const late = yield* spawn(() => cloneAbortDrop(abortHandle), "late");
    yield* join.drop();
    yield* scheduler.tick();
    yield* scheduler.shutdown();
    assert(future.held.droppedBy === "main", "the future outlived its runtime");
    yield* late.join();
    yield* scheduler.tick(); // what the abort queued after the shutdown had emptied the queue
  },
});
