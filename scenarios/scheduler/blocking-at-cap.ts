/**
 * Two threads spawn blocking tasks on a pool that may have one thread only, and wait for their outputs: a
 * task that found the pool at its cap is not forgotten by the thread that was busy or about to be idle.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool, blockOn } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Gives } from "./support/blocking.ts";

const TASKS = 2;

function* spawnAndJoin(pool: BlockingPool): Op<void> {
  for (let i = 0; i < TASKS; i++) {
    const result = yield* blockOn(yield* pool.spawner.spawnBlocking(null, new Gives(i)));
    assert(result.ok && result.value === i, "a task of a pool that nobody shuts down has an output");
    assert((yield* pool.spawner.numThreads()) <= 1, "a pool has more threads than its cap");
  }
}

export const blockingAtCap = scenario({
  name: "scheduler/blocking-at-cap",
  about: "Two threads spawn blocking tasks and wait for each, on a pool of at most one thread.",
  source: "tokio runtime/blocking/pool.rs: spawn_task, at max number of threads",
  *model() {
    const pool = new BlockingPool({ threadCap: 1 });
    const other = yield* spawn(() => spawnAndJoin(pool), "spawner");
    yield* spawnAndJoin(pool);
    yield* other.join();
    yield* pool.drop();
  },
});
