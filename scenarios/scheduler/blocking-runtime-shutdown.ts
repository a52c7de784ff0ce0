/**
 * A runtime is dropped right after it was given something that blocks. Its worker is a thread of the same
 * pool, and must have been told to stop by the time at which the drop waits for the pool's threads.
 */
import { scenario } from "../../properties/index.ts";
import { Builder } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { HoldingCall } from "./support/blocking.ts";
import { pool } from "./support/pool.ts";

class Notes extends HoldingCall<void> {
  calls = 0;

  protected *work(): Op<void> {
    this.calls++;
  }
}

export const blockingRuntimeShutdown = scenario({
  name: "scheduler/blocking-runtime-shutdown",
  about: "The main thread spawns an ordinary and a mandatory blocking task on a runtime, and drops it.",
  source: "tokio runtime/tests/loom_blocking.rs: blocking_shutdown, spawn_mandatory_blocking_should_always_run",
  options: { flavor: { oneOf: ["current-thread", "multi-thread"] } },
  *model({ flavor }) {
    const runtime = yield* flavor === "current-thread" ? Builder.newCurrentThread().build() : pool(1);
    const [ordinary, mandatory] = [new Notes(), new Notes()];
    yield* (yield* runtime.spawnBlocking(ordinary, "ordinary")).drop();
    const join = yield* runtime.handle.spawnMandatoryBlocking(mandatory, "mandatory");
    assert(join !== null, "nobody has shut the runtime down yet");
    yield* join.drop();
    yield* runtime.drop();
    assert(mandatory.calls === 1, "a mandatory task was not run");
    assert(ordinary.held.consumed, "a dropped runtime still holds what was given to it");
  },
});
