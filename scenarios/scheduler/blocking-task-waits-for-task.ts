/**
 * One blocking task waits for another, which was spawned right after it. The pool's idle thread can take
 * only one of them: for the other one a second thread is started, although the first, notified but not
 * awake yet, looks idle.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool, blockOn } from "../../runtime/index.ts";
import { assert } from "../../sim/index.ts";
import { Gives } from "./support/blocking.ts";
import { Latch } from "./support/latch.ts";

export const blockingTaskWaitsForTask = scenario({
  name: "scheduler/blocking-task-waits-for-task",
  about:
    "The main thread spawns two blocking tasks, the first of which waits for the second, on a pool of two threads.",
  source: "tokio-rs/tokio#8056, regression test #8068",
  bounds: { spuriousWakeups: true },
  *model() {
    const pool = new BlockingPool({ threadCap: 2 });
    const first = yield* blockOn(yield* pool.spawner.spawnBlocking(null, new Gives(0), "warm-up"));
    assert(first.ok, "a task of a pool that nobody shuts down has an output");
    const done = new Latch("done");
    const waits = yield* pool.spawner.spawnBlocking(null, () => done.wait(), "waits");
    const opens = yield* pool.spawner.spawnBlocking(null, () => done.open(), "opens");
    assert((yield* blockOn(waits)).ok, "a task of a pool that nobody shuts down has an output");
    assert((yield* blockOn(opens)).ok, "a task of a pool that nobody shuts down has an output");
    yield* pool.drop();
  },
});
