/**
 * As `workload-graph`, with tasks that wait to be told before they begin: by a wake from whatever worker
 * their spawner is on by then.
 */
import { scenario } from "../../properties/index.ts";
import { runtimeOf, Workload } from "./support/workload.ts";
import { drawPlan } from "./support/workload-plan.ts";

const TASKS = 5;

export const workloadWakes = scenario({
  name: "scheduler/workload-wakes",
  about: "Tasks wait until the task that spawned them wakes them, on a current-thread runtime or on 1 to 4 workers.",
  source: "tokio tests/rt_common.rs and rt_threaded.rs, drawn at random",
  options: { workers: { from: 0, to: 4 } },
  *model({ workers }) {
    const workload = new Workload();
    const plan = drawPlan(["yield", "spawn-waiting", "join", "detach", "spawn-waiting"], TASKS);
    const runtime = yield* runtimeOf(workers);
    yield* workload.run(runtime, plan);
    yield* workload.drop(runtime);
  },
});
