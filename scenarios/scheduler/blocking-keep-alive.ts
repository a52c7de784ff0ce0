/**
 * An idle thread's keep-alive ends at about the time at which a new task comes: the task is its, or it has
 * counted itself out and a new thread is started. It must not be counted on when it is gone.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool, blockOn } from "../../runtime/index.ts";
import { assert, sleep } from "../../sim/index.ts";
import { Gives } from "./support/blocking.ts";

const KEEP_ALIVE_NS = 100;
const TASKS = 3;

export const blockingKeepAlive = scenario({
  name: "scheduler/blocking-keep-alive",
  about: "The main thread spawns blocking tasks just when the pool's idle thread is about to leave.",
  source: "tokio-rs/tokio#1562: idle threads that leave",
  bounds: { clock: "anytime" },
  *model() {
    const pool = new BlockingPool({ threadCap: 1, keepAliveNs: KEEP_ALIVE_NS });
    for (let i = 0; i < TASKS; i++) {
      const result = yield* blockOn(yield* pool.spawner.spawnBlocking(null, new Gives(i), `task ${i}`));
      assert(result.ok && result.value === i, "a task of a pool that nobody shuts down has an output");
      yield* sleep(KEEP_ALIVE_NS);
    }
    yield* pool.drop();
  },
});
