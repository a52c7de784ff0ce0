/**
 * Wakers that are used when their task may be complete: woken by value, woken by reference and dropped,
 * cloned and dropped. None of them may wake it again, and the last one frees it.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, type Poll, READY, type Waker } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

/** Ready at once; three threads have its waker. */
class LeavesWakers extends HoldingFuture<void> {
  polls = 0;

  *poll(cx: Context): Op<Poll<void>> {
    this.polls++;
    const [byValue, byReference, cloned] = [
      yield* cx.waker.clone(),
      yield* cx.waker.clone(),
      yield* cx.waker.clone(),
    ] as const;
    yield* spawn(() => byValue.wake(), "by value");
    yield* spawn(() => wakeAndDrop(byReference), "by reference");
    yield* spawn(() => cloneAndDrop(cloned), "cloner");
    return READY;
  }
}

function* wakeAndDrop(waker: Waker): Op<void> {
  yield* waker.wakeByRef();
  yield* waker.drop();
}

function* cloneAndDrop(waker: Waker): Op<void> {
  const clone = yield* waker.clone();
  yield* waker.drop();
  yield* clone.drop();
}

export const wakeAfterCompletion = scenario({
  name: "task/wake-after-completion",
  about: "Three threads wake, clone and drop the wakers of a task, while the main thread completes it and lets it go.",
  source: "tokio runtime/task/mod.rs: any number of waker references; golden: wake after completion",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new LeavesWakers();
    const join = yield* scheduler.spawn(future, "task");
    yield* scheduler.tick();
    assert(yield* join.isFinished(), "the task was ready at its first poll");
    yield* join.drop();
    assert((yield* scheduler.tick()) === 0, "a complete task was queued");
    assert(future.polls === 1, "a complete task was polled");
  },
});
