/**
 * A task is aborted just when its runtime shuts down: both want to cancel it, one by queueing it, the
 * other one at once. It is cancelled once, and what the abort may have queued is given up.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Endless } from "./support/futures.ts";

export const abortVsShutdown = scenario({
  name: "task/abort-vs-shutdown",
  about: "A thread aborts an idle task, while the main thread shuts its runtime down.",
  source: "tokio runtime/task/harness.rs: remote_abort, shutdown",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new Endless();
    const join = yield* scheduler.spawn(future, "task");
    yield* scheduler.tick();

    const abortHandle = yield* join.abortHandle();
    const aborter = yield* spawn(() => abortHandle.abort(), "aborter");
    yield* scheduler.shutdown();
    const result = yield* blockOn(join);
    assert(!result.ok && result.error.isCancelled, "a task is cancelled at the latest by shutdown");
    assert(future.held.droppedBy === "main", "nobody but the shutdown could drop the future");
    yield* aborter.join();
    yield* abortHandle.drop();
    yield* scheduler.tick(); // what the abort queued after the shutdown had emptied the queue
  },
});
