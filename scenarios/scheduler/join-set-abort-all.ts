/**
 * All tasks of a set are aborted while they are run: each completes or is cancelled, and stays in the set
 * until it has said so.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler, JoinSet } from "../../runtime/index.ts";
import { assert, dropInPlace, spawn } from "../../sim/index.ts";
import { Endless, GivesOutput } from "../task/support/futures.ts";

export const joinSetAbortAll = scenario({
  name: "scheduler/join-set-abort-all",
  about: "The main thread aborts the tasks of a set, one of them endless, and joins them, while a worker runs them.",
  source: "tokio runtime/tests/loom_join_set.rs: abort_all_during_completion",
  *model() {
    const scheduler = new FifoScheduler();
    const worker = yield* spawn(() => scheduler.work(), "worker");
    const set = new JoinSet<unknown>("set");
    const first = yield* set.spawnOn(new GivesOutput(), scheduler, "brief");
    const second = yield* set.spawnOn(new Endless(), scheduler, "endless");
    yield* set.abortAll();
    for (let i = 0; i < 2; i++) {
      const result = yield* blockOn(set.joinNext());
      assert(result !== null, "an aborted task is no longer in its set");
      if (result.ok) yield* dropInPlace(result.value);
      else assert(result.error.isCancelled, "a task that does not panic says that it did");
    }
    assert((yield* blockOn(set.joinNext())) === null, "a task came out of its set twice");
    assert((yield* first.isFinished()) && (yield* second.isFinished()), "a task was joined before it was over");
    yield* first.drop();
    yield* second.drop();
    yield* set.drop();
    yield* scheduler.stop();
    yield* worker.join();
  },
});
