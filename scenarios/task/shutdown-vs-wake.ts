/**
 * An idle task is woken just when its runtime shuts down. The wake may come too late, or queue a task
 * that is being cancelled; then the notification must not be left in the queue, for it keeps the task.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Gate } from "./support/gate.ts";

export const shutdownVsWake = scenario({
  name: "task/shutdown-vs-wake",
  about: "A thread opens the gate that a task waits for, while the main thread shuts the runtime down.",
  source: "tokio runtime/tests/loom_local.rs: wake_during_shutdown",
  *model() {
    const scheduler = new FifoScheduler();
    const gate = new Gate();
    const join = yield* scheduler.spawn(gate.passed(), "task");
    yield* scheduler.tick();

    const worker = yield* spawn(() => scheduler.work(), "worker");
    const opener = yield* spawn(() => gate.open(), "opener");
    yield* scheduler.shutdown();
    const result = yield* blockOn(join);
    assert(result.ok || result.error.isCancelled, "nothing panicked");
    yield* opener.join();
    yield* scheduler.stop();
    yield* worker.join();
    yield* gate.drop();
  },
});
