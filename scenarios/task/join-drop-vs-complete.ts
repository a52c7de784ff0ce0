/**
 * A join handle is dropped while its task completes: the output is dropped by the handle's thread if it
 * was there already, and by the worker if it comes later. The step that sets COMPLETE decides.
 */
import { scenario } from "../../properties/index.ts";
import { FifoScheduler } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

export const joinDropVsComplete = scenario({
  name: "task/join-drop-vs-complete",
  about: "The main thread drops a join handle, while a worker completes the task: one of them drops the output.",
  source: "tokio runtime/task/mod.rs: Non-Send output",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new GivesOutput();
    const join = yield* scheduler.spawn(future, "task");
    const worker = yield* spawn(() => scheduler.tick(), "worker");
    const wasComplete = yield* join.isFinished();
    yield* join.drop();
    yield* worker.join();
    assert(future.held.droppedBy === "worker", "the future is dropped by whoever polled it last");
    const by = future.output?.droppedBy ?? "nobody";
    assert(by === "main" || (by === "worker" && !wasComplete), `the output was dropped by ${by}`);
  },
});
