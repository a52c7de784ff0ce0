/**
 * A task is cancelled by the shutdown while it is queued, and its future runs the queue when it is
 * dropped: so the task is polled in the middle of its own shutdown. The inner poll finds the task running
 * and gives its reference back; the future is gone already, in part.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Endless } from "./support/futures.ts";

class RunsTheQueueWhenDropped extends Endless {
  private readonly scheduler: FifoScheduler;

  constructor(scheduler: FifoScheduler) {
    super();
    this.scheduler = scheduler;
  }

  override *drop(): Op<void> {
    const { polls } = this;
    yield* this.scheduler.tick();
    assert(this.polls === polls, "a task was polled in the middle of its shutdown");
    yield* super.drop();
  }
}

export const pollInsideShutdown = scenario({
  name: "task/poll-inside-shutdown",
  about: "A queued task is shut down, and its future's drop runs the queue, while a worker takes from it too.",
  source: "tokio runtime/task/mod.rs: Recursive poll/shutdown",
  *model() {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(new RunsTheQueueWhenDropped(scheduler), "task");
    const worker = yield* spawn(() => scheduler.tick(1), "worker");
    yield* scheduler.shutdown();
    const result = yield* blockOn(join);
    assert(!result.ok && result.error.isCancelled, "a task outlived the shutdown");
    yield* worker.join();
  },
});
