/**
 * A mandatory task is spawned while another thread drops the pool. Who gets a handle was promised that the
 * task is run; who gets none was not, and the task is cancelled before that is said.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Latch } from "./support/latch.ts";

export const blockingMandatoryVsShutdown = scenario({
  name: "scheduler/blocking-mandatory-vs-shutdown",
  about: "The main thread spawns a mandatory blocking task and waits for it, while another thread drops the pool.",
  source: "tokio loom_blocking.rs: spawn_mandatory_blocking_should_run_even_when_shutting_down_from_other_thread",
  *model() {
    const pool = new BlockingPool({ threadCap: 1 });
    const ran = new Latch("ran");
    const dropper = yield* spawn(() => pool.drop(), "dropper");
    const join = yield* pool.spawner.spawnMandatoryBlocking(null, () => ran.open(), "mandatory");
    if (join !== null) {
      yield* ran.wait(); // for ever, if it is not run
      yield* join.drop();
    }
    yield* dropper.join();
    assert(ran.hasOpened === (join !== null), "a task that was refused was run all the same");
  },
});
