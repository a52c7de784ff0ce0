/**
 * An idle task is woken by one thread and aborted by another: whoever comes first queues it, the other
 * one finds it queued or running, and must not queue it again.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Gate } from "./support/gate.ts";

export const abortVsWake = scenario({
  name: "task/abort-vs-wake",
  about: "One thread opens the gate that an idle task waits for, another one aborts the task, and a worker runs it.",
  source: "tokio runtime/task/state.rs: transition_to_notified_and_cancel on an idle or notified task",
  *model() {
    const scheduler = new FifoScheduler();
    const gate = new Gate();
    const join = yield* scheduler.spawn(gate.passed(), "task");
    yield* scheduler.tick();

    const worker = yield* spawn(() => scheduler.work(), "worker");
    const opener = yield* spawn(() => gate.open(), "opener");
    const abortHandle = yield* join.abortHandle();
    const aborter = yield* spawn(() => abortHandle.abort(), "aborter");
    const result = yield* blockOn(join);
    assert(result.ok || result.error.isCancelled, "nothing panicked");

    yield* opener.join();
    yield* aborter.join();
    yield* abortHandle.drop();
    yield* scheduler.stop();
    yield* worker.join();
    yield* gate.drop();
  },
});
