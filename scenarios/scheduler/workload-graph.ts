/**
 * A random tree of tasks that yield, spawn, join and detach each other, on a runtime of 1 to 4 workers or
 * of the thread that waits. Every task that is joined gives back what its plan says.
 */
import { scenario } from "../../properties/index.ts";
import { runtimeOf, Workload } from "./support/workload.ts";
import { drawPlan } from "./support/workload-plan.ts";

const TASKS = 5;

export const workloadGraph = scenario({
  name: "scheduler/workload-graph",
  about: "Tasks spawn, join and detach each other, on a current-thread runtime or on 1 to 4 workers.",
  source: "tokio tests/rt_common.rs and rt_threaded.rs, drawn at random",
  options: { workers: { from: 0, to: 4 } },
  *model({ workers }) {
    const workload = new Workload();
    const plan = drawPlan(["yield", "spawn", "join", "detach", "spawn"], TASKS);
    const runtime = yield* runtimeOf(workers);
    yield* workload.run(runtime, plan);
    yield* workload.drop(runtime);
  },
});
