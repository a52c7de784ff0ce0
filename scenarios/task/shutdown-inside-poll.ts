/**
 * A future shuts its own runtime down in the middle of its poll. The shutdown finds the task running and
 * may not drop the future under its feet; the end of the poll finds the mark, and cancels it.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, FifoScheduler, PENDING, type Poll } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Endless, HoldingFuture } from "./support/futures.ts";

class ShutsDown extends HoldingFuture<void> {
  private readonly scheduler: FifoScheduler;

  constructor(scheduler: FifoScheduler) {
    super();
    this.scheduler = scheduler;
  }

  *poll(_cx: Context): Op<Poll<void>> {
    yield* this.scheduler.shutdown();
    assert(this.held.droppedBy === null, "a future was dropped in the middle of its poll");
    return PENDING;
  }
}

export const shutdownInsidePoll = scenario({
  name: "task/shutdown-inside-poll",
  about: "A task, which nobody waits for, shuts its runtime down in its poll, while the main thread waits for another.",
  source: "tokio runtime/task/mod.rs: Recursive poll/shutdown",
  *model() {
    const scheduler = new FifoScheduler();
    const other = yield* scheduler.spawn(new Endless(), "other");
    const join = yield* scheduler.spawn(new ShutsDown(scheduler), "task");
    yield* join.drop();
    const worker = yield* spawn(() => scheduler.work(), "worker");
    const result = yield* blockOn(other);
    assert(!result.ok && result.error.isCancelled, "a task outlived the shutdown");
    yield* scheduler.stop();
    yield* worker.join();
  },
});
