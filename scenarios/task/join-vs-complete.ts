/**
 * The plainest race of the task system: a task is run on one thread while its output is awaited on
 * another. The joiner finds it complete, or leaves its waker before it completes and is woken.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler, pollFn, READY } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

/** A method, as everything that an execution runs: a generator function made in the model would be made anew each time. */
function* isReady() {
  return READY;
}

export const joinVsComplete = scenario({
  name: "task/join-vs-complete",
  about: "A worker completes a task at its first poll, while the main thread blocks on its join handle.",
  source: "tokio runtime/tests/loom_multi_thread.rs: join_output",
  *model() {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(pollFn(isReady), "task");
    const worker = yield* spawn(() => scheduler.tick(), "worker");
    const result = yield* blockOn(join);
    assert(result.ok, "a task that nobody cancels has an output");
    yield* worker.join();
  },
});
