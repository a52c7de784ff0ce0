/**
 * The only thread of a runtime has nothing to do and parks, or is about to; just then another thread wakes
 * a task, or the future that the runtime blocks on. The wake goes by way of the inject queue, or of a
 * flag, and the driver is unparked after it: whoever parks first would sleep for ever otherwise.
 */
import { scenario } from "../../properties/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

export const currentThreadRemoteWake = scenario({
  name: "scheduler/current-thread-remote-wake",
  about: "A thread wakes a task and the future of a blockOn, whose thread parks meanwhile.",
  source: "tokio runtime/scheduler/current_thread/mod.rs: Schedule::schedule, Wake::wake_by_ref",
  options: { ofTask: { oneOf: [true, false] } },
  *model({ ofTask }) {
    const runtime = currentThreadRuntime();
    const gate = new Gate();
    const passing = gate.passed();
    const opener = yield* spawn(() => gate.open(), "opener");
    if (ofTask) {
      const result = yield* runtime.blockOn(yield* runtime.handle.spawn(passing, "task"));
      assert(result.ok, "a task that nobody cancelled was cancelled");
    } else {
      yield* runtime.blockOn(passing);
    }
    yield* opener.join();
    yield* runtime.shutdown();
    yield* gate.drop();
  },
});
