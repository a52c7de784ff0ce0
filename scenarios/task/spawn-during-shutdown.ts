/**
 * A future spawns another task when it is dropped, and it is dropped because the runtime shuts down: the
 * list is closed by then and the new task is cancelled at once, without anybody waiting for a lock that
 * the shutdown holds.
 */
import { scenario } from "../../properties/index.ts";
import { FifoScheduler, type JoinHandle } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Endless } from "./support/futures.ts";

class SpawnsWhenDropped extends Endless {
  child: JoinHandle<void> | null = null;
  private readonly scheduler: FifoScheduler;

  constructor(scheduler: FifoScheduler) {
    super();
    this.scheduler = scheduler;
  }

  override *drop(): Op<void> {
    this.child = yield* this.scheduler.spawn(new Endless(), "child");
    yield* super.drop();
  }
}

export const spawnDuringShutdown = scenario({
  name: "task/spawn-during-shutdown",
  about: "The main thread shuts down a runtime one of whose futures spawns when dropped, while a worker polls it.",
  source: "tokio runtime/tests/task.rs: spawn_during_shutdown",
  *model() {
    const scheduler = new FifoScheduler();
    const parent = new SpawnsWhenDropped(scheduler);
    const join = yield* scheduler.spawn(parent, "parent");
    const worker = yield* spawn(() => scheduler.tick(), "worker");
    yield* scheduler.shutdown();
    yield* worker.join();
    const { child } = parent;
    assert(child !== null, "the shutdown left a future alive");
    assert(yield* child.isFinished(), "a task was spawned on a closed list and not cancelled");
    yield* child.drop();
    yield* join.drop();
  },
});
