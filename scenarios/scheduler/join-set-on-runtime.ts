/**
 * A set is filled and emptied inside of a runtime, by a task and a blocking function, and dropped after
 * the runtime with a task in it: the shutdown has cancelled that one, and the set lets go of it.
 */
import { scenario } from "../../properties/index.ts";
import { async_, JoinSet, wait } from "../../runtime/index.ts";
import { assert, dropInPlace } from "../../sim/index.ts";
import { Endless, GivesOutput } from "../task/support/futures.ts";
import { Gives } from "./support/blocking.ts";
import { pool } from "./support/pool.ts";

export const joinSetOnRuntime = scenario({
  name: "scheduler/join-set-on-runtime",
  about: "The main thread fills a set with a task and a blocking function and joins them, on a runtime of one worker.",
  source: "tokio runtime/tests/loom_join_set.rs: test_join_set",
  *model() {
    const runtime = yield* pool(1);
    const set = new JoinSet<unknown>("set");
    const program = async_(function* () {
      yield* (yield* set.spawn(new GivesOutput(), "task")).drop();
      yield* (yield* set.spawnBlocking(new Gives(1), "blocking")).drop();
      for (let i = 0; i < 2; i++) {
        const result = yield* wait(set.joinNext());
        assert(result?.ok === true, "a task of a set that nobody aborts has an output");
        yield* dropInPlace(result.value);
      }
      yield* (yield* set.spawn(new Endless(), "endless")).drop();
    });
    yield* runtime.blockOn(program);
    yield* runtime.drop();
    assert(set.len === 1, "the shutdown of a runtime took a task out of a set");
    yield* set.drop();
  },
});
