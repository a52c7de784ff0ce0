/**
 * As `workload-graph`, with aborts: a task is aborted before, during or after its polls, while it waits or
 * joins others, and whoever aborted it hears of its output or of the cancellation.
 */
import { scenario } from "../../properties/index.ts";
import { runtimeOf, Workload } from "./support/workload.ts";
import { drawPlan } from "./support/workload-plan.ts";

const TASKS = 5;

export const workloadAborts = scenario({
  name: "scheduler/workload-aborts",
  about: "Tasks abort the tasks that they have spawned, which run, wait or are over, and join them.",
  source: "tokio tests/rt_common.rs and rt_threaded.rs, drawn at random",
  options: { workers: { from: 0, to: 4 } },
  *model({ workers }) {
    const workload = new Workload();
    const plan = drawPlan(["yield", "spawn", "abort", "join", "spawn-waiting", "detach"], TASKS);
    const runtime = yield* runtimeOf(workers);
    yield* workload.run(runtime, plan);
    yield* workload.drop(runtime);
  },
});
