/**
 * The pool is shut down while a task of it waits for something that comes only after the shutdown: who
 * gives the shutdown some time, or none, gets it back when that is over, and the task is left alone.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool } from "../../runtime/index.ts";
import { assert, now } from "../../sim/index.ts";
import { Latch } from "./support/latch.ts";

export const blockingShutdownTimeout = scenario({
  name: "scheduler/blocking-shutdown-timeout",
  about: "The main thread gives up a pool whose task waits for it, by a shutdown that waits a while or not at all.",
  source: "tokio-rs/tokio#3174: shutdown_timeout(0); Runtime::shutdown_background",
  options: { timeoutNs: { oneOf: [0, 50] } },
  *model({ timeoutNs }) {
    const pool = new BlockingPool({ threadCap: 1 });
    const [begun, gone, over] = [new Latch("begun"), new Latch("gone"), new Latch("over")];
    const waits = function* () {
      yield* begun.open();
      yield* gone.wait();
      yield* over.open();
    };
    const join = yield* pool.spawner.spawnBlocking(null, waits, "waits");
    yield* join.drop();
    yield* begun.wait();
    yield* pool.shutdown(timeoutNs);
    assert(now() >= timeoutNs, "a shutdown gave up before its time was over");
    yield* gone.open();
    yield* over.wait();
    yield* pool.drop();
  },
});
