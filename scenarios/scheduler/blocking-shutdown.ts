/**
 * A pool is dropped right after it was given work: a new thread may find the tasks before the shutdown
 * does, or be told to cancel them. Either way the drop waits until nobody holds anything of them.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool, type FnOnce } from "../../runtime/index.ts";
import { Arc, assert, type Op } from "../../sim/index.ts";
import { Resource } from "../task/support/resource.ts";

class HoldsShare implements FnOnce<void> {
  private readonly share: Arc<Resource>;

  constructor(share: Arc<Resource>) {
    this.share = share;
  }

  *call(): Op<void> {
    assert((yield* this.share.strongCount()) > 1, "a function runs though the main thread has what it shares with it");
    yield* this.share.drop();
  }

  drop(): Op<void> {
    return this.share.drop();
  }
}

export const blockingShutdown = scenario({
  name: "scheduler/blocking-shutdown",
  about: "The main thread spawns two blocking tasks and drops the pool, of one thread or of two.",
  source: "tokio runtime/tests/loom_blocking.rs: blocking_shutdown",
  options: { threadCap: { from: 1, to: 2 } },
  *model({ threadCap }) {
    const pool = new BlockingPool({ threadCap });
    const share = new Arc(new Resource("shared"), "share");
    for (let i = 0; i < 2; i++) {
      const join = yield* pool.spawner.spawnBlocking(null, new HoldsShare(yield* share.clone()), `task ${i}`);
      yield* join.drop();
    }
    yield* pool.drop();
    assert((yield* share.strongCount()) === 1, "a dropped pool still holds what was given to it");
    yield* share.drop();
  },
});
