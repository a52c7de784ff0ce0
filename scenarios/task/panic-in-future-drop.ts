/**
 * A future panics when it is dropped: because it is ready, so that the output which it has just given is
 * dropped too, or because the task is cancelled. Either way the join handle gets the panic.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler } from "../../runtime/index.ts";
import { assert, type Op, panic, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

class PanicsWhenDropped extends GivesOutput {
  override *drop(): Op<void> {
    yield* super.drop();
    panic("in drop");
  }
}

export const panicInFutureDrop = scenario({
  name: "task/panic-in-future-drop",
  about:
    "A future panics when a worker drops it, being ready or cancelled, while the main thread waits for its output.",
  source: "tokio runtime/tests/task_combinations.rs: PanicOnDrop",
  options: { aborted: { oneOf: [false, true] } },
  *model({ aborted }) {
    const scheduler = new FifoScheduler();
    const future = new PanicsWhenDropped();
    const join = yield* scheduler.spawn(future, "task");
    if (aborted) yield* join.abort();
    const worker = yield* spawn(() => scheduler.tick(), "worker");
    const result = yield* blockOn(join);
    assert(!result.ok && result.error.intoPanic().payload === "in drop", "the join handle gets the panic");
    assert(future.output === null || future.output.droppedBy === "worker", "the output was lost");
    yield* worker.join();
  },
});
