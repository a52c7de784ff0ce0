/**
 * Wrong on purpose, for tokio 1.53 is: the only thread of the pool runs a worker of the scheduler, which
 * stays there, and the system cannot start another one just now. tokio takes the failure for a passing
 * one, as some thread of the pool will come for the task; but no thread ever will.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool, blockOn, type Started } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { Gives } from "./support/blocking.ts";
import { Latch } from "./support/latch.ts";

/** Has one thread, and no more. */
class ShortOfThreads {
  private started = 0;

  *start(body: () => Op<void>, name: string): Op<Started> {
    return this.started++ === 0 ? yield* spawn(body, name) : "WouldBlock";
  }
}

export const blockingNoThreadToSpare = scenario({
  name: "scheduler/blocking-no-thread-to-spare",
  about: "A worker has the pool's only thread for itself, and a blocking task waits for one that cannot be started.",
  source: "tokio-rs/tokio#8406: spawn_blocking task is silently orphaned",
  expect: { kind: "lost-wakeup", invariant: "I1" },
  *model() {
    const system = new ShortOfThreads();
    const pool = new BlockingPool({ threadCap: 2, startThread: (body, name) => system.start(body, name) });
    const shutdown = new Latch("shutdown");
    const worker = yield* pool.spawner.spawnBlocking(null, () => shutdown.wait(), "worker");
    yield* blockOn(yield* pool.spawner.spawnBlocking(null, new Gives(1), "orphan"));
    yield* shutdown.open();
    yield* blockOn(worker);
    yield* pool.drop();
  },
});
