/**
 * Two threads are inside of one runtime: each runs a random tree of tasks to its end. Of a current-thread
 * runtime one of them has the core, and hands it over when it leaves.
 */
import { scenario } from "../../properties/index.ts";
import { spawn } from "../../sim/index.ts";
import { runtimeOf, Workload } from "./support/workload.ts";
import { drawPlan } from "./support/workload-plan.ts";

const TASKS = 3;
const KINDS = ["yield", "spawn", "join", "abort", "spawn-waiting", "detach"] as const;

export const workloadThreads = scenario({
  name: "scheduler/workload-threads",
  about: "Two threads block on futures of one runtime, each of which spawns, wakes, joins and aborts tasks.",
  source: "tokio tests/rt_common.rs and rt_threaded.rs, drawn at random",
  options: { workers: { from: 0, to: 3 } },
  *model({ workers }) {
    const workload = new Workload();
    const ours = drawPlan(KINDS, TASKS);
    const theirs = drawPlan(KINDS, TASKS);
    const runtime = yield* runtimeOf(workers);
    const other = yield* spawn(() => workload.run(runtime, theirs, "theirs"), "other");
    yield* workload.run(runtime, ours, "ours");
    yield* other.join();
    yield* workload.drop(runtime);
  },
});
