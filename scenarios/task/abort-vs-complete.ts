/**
 * An abort that may come too late: where the poll that completes the task has begun, its output wins,
 * marked as cancelled or not. Where it has not, there is no output.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

export const abortVsComplete = scenario({
  name: "task/abort-vs-complete",
  about: "A thread aborts a task, while a worker completes it at its first poll.",
  source: "tokio runtime/task/abort.rs: the task may complete before it is aborted",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new GivesOutput();
    const join = yield* scheduler.spawn(future, "task");
    const abortHandle = yield* join.abortHandle();
    const aborter = yield* spawn(() => abortHandle.abort(), "aborter");
    const worker = yield* spawn(() => scheduler.tick(), "worker");
    const result = yield* blockOn(join);
    if (result.ok) yield* result.value.drop();
    else assert(result.error.isCancelled && future.output === null, "a task that had its output was cancelled");
    yield* aborter.join();
    yield* abortHandle.drop();
    yield* worker.join();
  },
});
