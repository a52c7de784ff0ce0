/**
 * A thread spawns blocking tasks and waits for each, while the pool shuts down: a task is run, or
 * cancelled by a thread of the pool, or by its spawner, who comes too late. Its handle resolves in any case.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool, blockOn } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Gives } from "./support/blocking.ts";

const TASKS = 2;

function* spawnAndJoin(pool: BlockingPool): Op<void> {
  let isOver = false;
  for (let i = 0; i < TASKS; i++) {
    const result = yield* blockOn(yield* pool.spawner.spawnBlocking(null, new Gives(i), `task ${i}`));
    if (result.ok) assert(!isOver && result.value === i, "a task was run after one before it was cancelled");
    else assert(result.error.isCancelled, "a task that does not panic says that it did");
    isOver = !result.ok;
  }
}

export const blockingSpawnVsShutdown = scenario({
  name: "scheduler/blocking-spawn-vs-shutdown",
  about: "A thread spawns blocking tasks and waits for each to end, while the main thread drops the pool.",
  source: "tokio-rs/tokio#1853: spawn_blocking after shutdown",
  *model() {
    const pool = new BlockingPool({ threadCap: 1 });
    const spawner = yield* spawn(() => spawnAndJoin(pool), "spawner");
    yield* pool.drop();
    yield* spawner.join();
  },
});
