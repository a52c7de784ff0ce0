/**
 * A join handle is dropped after it left its waker, while the task completes: the waker is the handle's
 * to drop, or, if the runtime is just waking it, the runtime's. The output goes with the handle or with
 * the worker. Neither may be dropped twice, nor stay.
 */
import { scenario } from "../../properties/index.ts";
import { Context, FifoScheduler, RecordingWaker } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

export const joinWakerUnset = scenario({
  name: "task/join-waker-unset",
  about: "A join handle with its waker in the task is dropped, while a worker completes the task and wakes it.",
  source: "tokio runtime/tests/loom_multi_thread.rs: poll_drop_handle_then_drop",
  *model() {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(new GivesOutput(), "task");
    const joiner = new RecordingWaker("joiner");
    const waker = joiner.waker();
    yield* join.poll(new Context(waker)); // pending: nobody runs the task yet
    yield* waker.drop();

    const worker = yield* spawn(() => scheduler.tick(), "worker");
    yield* join.drop();
    yield* worker.join();
    assert(joiner.wakes <= 1, "one completion woke the join handle twice");
    assert(joiner.count("drop") === 2, "the task kept the join waker");
  },
});
