/**
 * Wrong on purpose, for tokio 1.53 is: a function that comes too late is dropped by its spawner, with the
 * pool's lock held. If something that it captured spawns in turn when it is dropped, it waits for that lock.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool, type FnOnce } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { Gives } from "./support/blocking.ts";

class SpawnsWhenDropped implements FnOnce<void> {
  private readonly pool: BlockingPool;

  constructor(pool: BlockingPool) {
    this.pool = pool;
  }

  *call(): Op<void> {}

  *drop(): Op<void> {
    const join = yield* this.pool.spawner.spawnBlocking(null, new Gives(1), "cleanup");
    yield* join.drop();
  }
}

export const blockingDropSpawns = scenario({
  name: "scheduler/blocking-drop-spawns",
  about: "A blocking task is spawned after the shutdown whose captures spawn another one when they are dropped.",
  source: "tokio runtime/blocking/pool.rs: spawn_task shuts the task down with the lock held",
  expect: { kind: "deadlock" },
  *model() {
    const pool = new BlockingPool({ threadCap: 1 });
    yield* pool.shutdown(null);
    const join = yield* pool.spawner.spawnBlocking(null, new SpawnsWhenDropped(pool), "late");
    yield* join.drop();
    yield* pool.drop();
  },
});
