/**
 * Everything that the other workloads do, in one tree of tasks.
 */
import { scenario } from "../../properties/index.ts";
import { runtimeOf, Workload } from "./support/workload.ts";
import { drawPlan } from "./support/workload-plan.ts";

const TASKS = 6;

export const workloadMixed = scenario({
  name: "scheduler/workload-mixed",
  about: "Tasks spawn, wake, join, abort and detach each other and have functions run on the blocking pool.",
  source: "tokio tests/rt_common.rs and rt_threaded.rs, drawn at random",
  options: { workers: { from: 0, to: 4 } },
  *model({ workers }) {
    const workload = new Workload();
    const plan = drawPlan(["yield", "spawn", "join", "abort", "spawn-waiting", "blocking", "detach"], TASKS);
    const runtime = yield* runtimeOf(workers);
    yield* workload.run(runtime, plan);
    yield* workload.drop(runtime);
  },
});
