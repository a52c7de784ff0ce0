/**
 * A future is polled in one task, then moves to another and is polled there: the second waker takes
 * the place of the first. A wake may still find the first one, which helps nobody; then the look that
 * follows the second registration must see what the wake was about.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, noopWaker, PENDING, pollFn, READY } from "../../runtime/index.ts";
import { AtomicBool, spawn } from "../../sim/index.ts";

export const reRegister = scenario({
  name: "atomic-waker/re-register",
  about: "A consumer registers one waker, then another one in its place, while a notifier wakes.",
  source: "tokio sync/task/atomic_waker.rs: the new waker will take place of any previous wakers",
  *model() {
    const ready = new AtomicBool(false, "ready");
    const waker = new AtomicWaker("waker");

    const notifier = yield* spawn(function* () {
      yield* ready.store(true, "Relaxed");
      yield* waker.wake();
    }, "notifier");

    const consumer = yield* spawn(function* () {
      const formerTask = noopWaker();
      yield* waker.registerByRef(formerTask); // the poll in the task that the future then left
      yield* formerTask.drop();

      const isReady = pollFn(function* (cx) {
        yield* waker.registerByRef(cx.waker);
        return (yield* ready.load("Relaxed")) ? READY : PENDING;
      });
      yield* blockOn(isReady);
    }, "consumer");

    yield* consumer.join();
    yield* notifier.join();
    yield* waker.drop();
  },
});
