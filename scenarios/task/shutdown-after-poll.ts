/**
 * A task is woken and polled, and is idle again with the very word that it had before, while its runtime
 * shuts down. The shutdown cannot tell the two words apart, but if the poll was first, it must have seen
 * all that the poll did to the future, which it is about to drop.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, PENDING, type Poll, type Waker } from "../../runtime/index.ts";
import { assert, type Op, spawn, UnsafeCell } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

class CountsPolls extends HoldingFuture<void> {
  private readonly polls = new UnsafeCell(0, "polls");
  waker: Waker | null = null;

  *poll(cx: Context): Op<Poll<void>> {
    yield* this.polls.set((yield* this.polls.get()) + 1);
    if (this.waker === null) this.waker = yield* cx.waker.clone();
    return PENDING;
  }

  override *drop(): Op<void> {
    assert((yield* this.polls.get()) > 0, "a future was dropped that was never polled");
    yield* super.drop();
  }
}

function* wakeAndPoll(waker: Waker, scheduler: FifoScheduler): Op<void> {
  yield* waker.wakeByRef();
  yield* scheduler.tick();
}

export const shutdownAfterPoll = scenario({
  name: "task/shutdown-after-poll",
  about: "A worker wakes and polls an idle task, which stays pending, while the main thread shuts the runtime down.",
  source: "tokio runtime/task/state.rs: transition_to_shutdown, which goes on to drop the future",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new CountsPolls();
    const join = yield* scheduler.spawn(future, "task");
    yield* scheduler.tick();
    const { waker } = future;
    assert(waker !== null, "a new task was not polled");

    const worker = yield* spawn(() => wakeAndPoll(waker, scheduler), "worker");
    yield* scheduler.owned.closeAndShutdownAll();
    yield* worker.join();
    yield* scheduler.shutdown(); // what the wake may have queued
    yield* waker.drop();
    assert(yield* join.isFinished(), "a shutdown cancels every task");
    yield* join.drop();
  },
});
