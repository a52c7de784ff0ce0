/**
 * Two threads spawn a task each while the workers go to sleep. Whoever pushes looks afterwards whether a
 * worker searches; a worker that ceases to search looks at the queues once more: no task is left to sleepers.
 */
import { scenario } from "../../properties/index.ts";
import { async_, type Handle } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { AllArrived } from "./support/counting.ts";
import { pool } from "./support/pool.ts";

function* spawnsTask(handle: Handle, arrived: AllArrived, name: string): Op<void> {
  const join = yield* handle.spawn(
    async_(() => arrived.arrive()),
    name,
  );
  yield* join.drop();
}

export const multiThreadRemoteSpawn = scenario({
  name: "scheduler/multi-thread-remote-spawn",
  about: "Two threads spawn a task each while the workers are about to sleep.",
  source: "tokio runtime/scheduler/multi_thread/idle.rs: worker_to_notify, transition_worker_to_parked",
  options: { workers: { from: 1, to: 2 } },
  *model({ workers }) {
    const runtime = yield* pool(workers);
    const arrived = new AllArrived(2);
    const { handle } = runtime;
    const other = yield* spawn(() => spawnsTask(handle, arrived, "theirs"), "spawner");
    yield* spawnsTask(handle, arrived, "ours");
    yield* arrived.wait();
    yield* other.join();
    yield* runtime.drop();
  },
});
