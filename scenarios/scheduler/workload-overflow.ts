/**
 * A task spawns more tasks at once than its worker's queue has room for: half of the queue goes into the
 * inject queue, where the other workers find it, while they may be stealing from the rest.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn } from "../../runtime/index.ts";
import { runtimeOf, Workload } from "./support/workload.ts";
import type { TaskPlan } from "./support/workload-plan.ts";

/** One runs next, four are queued, and the sixth finds no room. */
const ROOM = 5;

export const workloadOverflow = scenario({
  name: "scheduler/workload-overflow",
  about: "A task spawns more tasks than its worker's queue holds, while up to three other workers steal from it.",
  source:
    "tokio runtime/scheduler/multi_thread/queue.rs: push_overflow; runtime/tests/loom_queue.rs, on a whole runtime",
  options: { workers: { from: 1, to: 4 }, beyond: { from: 1, to: 4 } },
  *model({ workers, beyond }) {
    const child: TaskPlan = { acts: [{ kind: "yield" }] };
    const plan: TaskPlan = { acts: Array.from({ length: ROOM + beyond }, () => ({ kind: "spawn", child }) as const) };
    const workload = new Workload();
    const runtime = yield* runtimeOf(workers);
    const join = yield* runtime.spawn(workload.task(plan), "root");
    workload.outputOf(yield* blockOn(join), plan, false);
    yield* workload.drop(runtime);
  },
});
