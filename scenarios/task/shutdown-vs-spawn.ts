/**
 * A thread spawns tasks while the runtime shuts down. Each task is either on the list when the shutdown
 * goes through it, or finds the list closed and is cancelled by its spawner: no join handle waits for ever.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Endless } from "./support/futures.ts";

const TASKS = 2;

function* spawnAndJoin(scheduler: FifoScheduler): Op<void> {
  for (let i = 0; i < TASKS; i++) {
    const join = yield* scheduler.spawn(new Endless(), "task");
    const result = yield* blockOn(join);
    assert(!result.ok && result.error.isCancelled, "a task that waits for ever is cancelled by the shutdown");
  }
}

export const shutdownVsSpawn = scenario({
  name: "task/shutdown-vs-spawn",
  about: "A thread spawns tasks and waits for each to end, while the main thread shuts the runtime down.",
  source: "tokio runtime/task/list.rs: bind on a closed list; runtime/tests/loom_multi_thread/shutdown.rs",
  *model() {
    const scheduler = new FifoScheduler();
    const spawner = yield* spawn(() => spawnAndJoin(scheduler), "spawner");
    yield* scheduler.shutdown();
    yield* spawner.join();
    yield* scheduler.tick(); // what was queued after the shutdown had emptied the queue
  },
});
