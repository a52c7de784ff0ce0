/**
 * Tasks are spawned into a set and joined from it, in the order in which they complete, while a worker
 * runs them: each output comes out once, none is missed, and the set knows how many are left.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler, JoinSet } from "../../runtime/index.ts";
import { assert, dropInPlace, type Op, spawn } from "../../sim/index.ts";
import { GivesOutput } from "../task/support/futures.ts";
import type { Resource } from "../task/support/resource.ts";

function* add(set: JoinSet<Resource>, scheduler: FifoScheduler): Op<void> {
  const before = set.len;
  const abort = yield* set.spawnOn(new GivesOutput(), scheduler, "task");
  yield* abort.drop();
  assert(set.len === before + 1, "a set does not count what was spawned into it");
}

function* joinOne(set: JoinSet<Resource>): Op<void> {
  const before = set.len;
  const result = yield* blockOn(set.joinNext());
  assert(result?.ok === true, "a task of a set that nobody aborts has an output");
  yield* dropInPlace(result.value);
  assert(set.len === before - 1, "a set counts what was joined");
}

export const joinSetBasic = scenario({
  name: "scheduler/join-set-basic",
  about: "The main thread spawns tasks into a set and joins them one by one, while a worker runs them.",
  source: "tokio runtime/tests/loom_join_set.rs: test_join_set",
  *model() {
    const scheduler = new FifoScheduler();
    const worker = yield* spawn(() => scheduler.work(), "worker");
    const set = new JoinSet<Resource>("set");
    yield* add(set, scheduler);
    yield* add(set, scheduler);
    yield* joinOne(set);
    yield* add(set, scheduler);
    yield* joinOne(set);
    yield* joinOne(set);
    assert((yield* blockOn(set.joinNext())) === null, "an empty set has another task");
    yield* add(set, scheduler);
    yield* set.drop();
    yield* scheduler.stop();
    yield* worker.join();
  },
});
