/**
 * A waker that outlives everything: its task is complete, the runtime has let go of it, and so has the
 * join handle. Waking by value has nothing to wake then, but gives up a reference, and whoever gives up
 * the last one must free the task.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, type Poll, READY, type Waker } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

/** Ready at once, but a thread has its waker. */
class LeavesWaker extends HoldingFuture<void> {
  *poll(cx: Context): Op<Poll<void>> {
    const waker: Waker = yield* cx.waker.clone();
    yield* spawn(() => waker.wake(), "waker");
    return READY;
  }
}

export const wakeByValueLastReference = scenario({
  name: "task/wake-by-value-last-reference",
  about: "A thread wakes a completing task by value, while the worker and the join handle give up their references.",
  source: "tokio runtime/task/state.rs: transition_to_notified_by_val; the last reference is a waker",
  *model() {
    const scheduler = new FifoScheduler();
    const join = yield* scheduler.spawn(new LeavesWaker(), "task");
    const worker = yield* spawn(() => scheduler.tick(), "worker");
    yield* join.drop();
    yield* worker.join();
    yield* scheduler.tick(); // the wake may have come before the poll was over
  },
});
