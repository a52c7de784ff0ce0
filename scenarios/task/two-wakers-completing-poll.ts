/**
 * Two threads wake one task, and the first of the two wakes is enough for it to complete: the other one
 * meets it idle, queued, running, complete, or already without any other reference.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, FifoScheduler, PENDING, type Poll, ready, type Waker } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";
import { Resource } from "./support/resource.ts";

/** Hands a waker to each of two threads, and is ready when it is polled again. */
class WokenTwice extends HoldingFuture<Resource> {
  private started = false;

  *poll(cx: Context): Op<Poll<Resource>> {
    if (this.started) return ready(new Resource("output"));
    this.started = true;
    const first = yield* cx.waker.clone();
    const second = yield* cx.waker.clone();
    yield* spawn(() => first.wake(), "waker 1");
    yield* spawn(() => wakeAndDrop(second), "waker 2");
    return PENDING;
  }
}

function* wakeAndDrop(waker: Waker): Op<void> {
  yield* waker.wakeByRef();
  yield* waker.drop();
}

export const twoWakersCompletingPoll = scenario({
  name: "task/two-wakers-completing-poll",
  about: "Two threads wake a task, by value and by reference, while a worker polls it for the last time.",
  source: "tokio runtime/tests/loom_multi_thread.rs: pool_multi_notify",
  *model() {
    const scheduler = new FifoScheduler();
    const worker = yield* spawn(() => scheduler.work(), "worker");
    const join = yield* scheduler.spawn(new WokenTwice(), "task");
    const result = yield* blockOn(join);
    assert(result.ok, "a task that nobody cancels has an output");
    yield* result.value.drop();
    yield* scheduler.stop();
    yield* worker.join();
  },
});
