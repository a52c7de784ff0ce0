/**
 * A set of blocking tasks, waited for by a thread that is no part of their pool: a task that the shutdown
 * cancels is joined like any other.
 */
import { scenario } from "../../properties/index.ts";
import { BlockingPool, blockOn, JoinSet } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Gives } from "./support/blocking.ts";

const TASKS = 2;

function* joinThem(set: JoinSet<number>): Op<void> {
  for (let i = 0; i < TASKS; i++) {
    const result = yield* blockOn(set.joinNext());
    assert(result !== null, "a cancelled task is not in its set any more");
    assert(result.ok || result.error.isCancelled, "a task that does not panic says that it did");
  }
  yield* set.drop();
}

export const joinSetBlocking = scenario({
  name: "scheduler/join-set-blocking",
  about: "A thread joins a set of blocking tasks, while the main thread shuts their pool down.",
  source: "tokio task/join_set.rs: spawn_blocking",
  *model() {
    const pool = new BlockingPool({ threadCap: 1 });
    const set = new JoinSet<number>("set");
    for (let i = 0; i < TASKS; i++) {
      yield* (yield* set.insert(yield* pool.spawner.spawnBlocking(null, new Gives(i), `task ${i}`))).drop();
    }
    const joiner = yield* spawn(() => joinThem(set), "joiner");
    yield* pool.drop();
    yield* joiner.join();
  },
});
