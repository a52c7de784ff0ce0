/**
 * The runtime is dropped while a random tree of tasks is at work on it, and perhaps still being spawned.
 * Each task is cancelled or comes to its end, and so the join handle of the first one resolves.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn } from "../../runtime/index.ts";
import { yieldNow } from "../../sim/index.ts";
import { runtimeOf, Workload } from "./support/workload.ts";
import { drawPlan } from "./support/workload-plan.ts";

const TASKS = 5;

export const workloadShutdown = scenario({
  name: "scheduler/workload-shutdown",
  about: "A runtime is dropped while its tasks spawn, wake, join and abort each other and block.",
  source: "tokio tests/rt_common.rs and rt_threaded.rs, drawn at random",
  options: { workers: { from: 1, to: 4 } },
  *model({ workers }) {
    const workload = new Workload();
    const plan = drawPlan(["yield", "spawn", "spawn-waiting", "blocking", "join", "abort", "detach"], TASKS);
    const runtime = yield* runtimeOf(workers);
    const join = yield* runtime.spawn(workload.task(plan), "root");
    yield* yieldNow();
    yield* workload.drop(runtime);
    workload.outputOf(yield* blockOn(join), plan, false);
  },
});
