/**
 * A mandatory task, as a write to a file is, was spawned before the shutdown began: it is run, if need be
 * by a thread that was told to go home.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool } from "../../runtime/index.ts";
import { assert } from "../../sim/index.ts";
import { Gives } from "./support/blocking.ts";
import { Latch } from "./support/latch.ts";

export const blockingMandatory = scenario({
  name: "scheduler/blocking-mandatory",
  about: "The main thread spawns an ordinary and a mandatory blocking task and drops the pool, of one thread or two.",
  source: "tokio runtime/tests/loom_blocking.rs: spawn_mandatory_blocking_should_always_run",
  options: { threadCap: { from: 1, to: 2 } },
  *model({ threadCap }) {
    const pool = new BlockingPool({ threadCap });
    const ran = new Latch("ran");
    const ordinary = yield* pool.spawner.spawnBlocking(null, new Gives(1), "ordinary");
    yield* ordinary.drop();
    const mandatory = yield* pool.spawner.spawnMandatoryBlocking(null, () => ran.open(), "mandatory");
    assert(mandatory !== null, "nobody has shut the pool down yet");
    yield* mandatory.drop();
    yield* pool.drop();
    yield* ran.wait(); // for ever, if it was not run
  },
});
