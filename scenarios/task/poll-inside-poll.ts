/**
 * A future runs the scheduler's queue in the middle of its own poll, while threads wake it. The queue
 * must not hold the task itself, for it is running; other tasks may be run inside.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, FifoScheduler, PENDING, type Poll, READY } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { GivesOutput, HoldingFuture } from "./support/futures.ts";

class RunsTheQueue extends HoldingFuture<void> {
  private readonly scheduler: FifoScheduler;
  private isPolled = false;
  private polls = 0;

  constructor(scheduler: FifoScheduler) {
    super();
    this.scheduler = scheduler;
  }

  *poll(cx: Context): Op<Poll<void>> {
    assert(!this.isPolled, "a task was polled in the middle of its poll");
    this.isPolled = true;
    if (this.polls++ === 0) {
      const waker = yield* cx.waker.clone();
      yield* spawn(() => waker.wake(), "waker");
    }
    yield* this.scheduler.tick();
    this.isPolled = false;
    return this.polls === 2 ? READY : PENDING;
  }
}

export const pollInsidePoll = scenario({
  name: "task/poll-inside-poll",
  about: "A task runs all that is queued in the middle of its poll, while a thread wakes it.",
  source: "tokio runtime/task/mod.rs: Recursive poll/shutdown",
  *model() {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(new RunsTheQueue(scheduler), "task");
    const other = yield* scheduler.spawn(new GivesOutput(), "other");
    const worker = yield* spawn(() => scheduler.work(), "worker");
    yield* blockOn(join);
    yield* other.drop();
    yield* scheduler.stop();
    yield* worker.join();
  },
});
