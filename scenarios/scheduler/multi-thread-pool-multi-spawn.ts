/** Two tasks, each of which spawns another from the worker that runs it, where another worker may steal it. */
import { scenario } from "../../properties/index.ts";
import { async_, spawn } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { AllArrived } from "./support/counting.ts";
import { pool } from "./support/pool.ts";

function* spawnsArrival(arrived: AllArrived): Op<void> {
  const join = yield* spawn(
    async_(() => arrived.arrive()),
    "inner",
  );
  yield* join.drop();
}

export const multiThreadPoolMultiSpawn = scenario({
  name: "scheduler/multi-thread-pool-multi-spawn",
  about: "Two tasks on two workers spawn one task each, and all of them are run.",
  source: "tokio runtime/tests/loom_multi_thread.rs: pool_multi_spawn",
  *model() {
    const runtime = yield* pool(2);
    const arrived = new AllArrived(2);
    for (const name of ["left", "right"]) {
      const join = yield* runtime.spawn(
        async_(() => spawnsArrival(arrived)),
        name,
      );
      yield* join.drop();
    }
    yield* arrived.wait();
    yield* runtime.drop();
  },
});
