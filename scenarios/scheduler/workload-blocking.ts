/**
 * As `workload-graph`, with tasks that wait for functions on threads of the blocking pool, and on
 * workers also block in place, which moves the worker to another thread.
 */
import { scenario } from "../../properties/index.ts";
import { runtimeOf, Workload } from "./support/workload.ts";
import { drawPlan } from "./support/workload-plan.ts";

const TASKS = 4;

export const workloadBlocking = scenario({
  name: "scheduler/workload-blocking",
  about: "Tasks spawn each other, have functions run on the blocking pool, and block in place.",
  source: "tokio tests/rt_common.rs and rt_threaded.rs, drawn at random",
  options: { workers: { from: 0, to: 4 } },
  *model({ workers }) {
    const workload = new Workload();
    const inPlace = workers === 0 ? "blocking" : "in-place"; // which only workers can
    const plan = drawPlan(["yield", "spawn", "blocking", inPlace, "join"], TASKS);
    const runtime = yield* runtimeOf(workers);
    yield* workload.run(runtime, plan);
    yield* workload.drop(runtime);
  },
});
