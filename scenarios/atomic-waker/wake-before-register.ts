/**
 * A wake before anybody registered does nothing, and needs to do nothing: the flag was set before it,
 * so the consumer, who looks after registering, sees the flag. The third way for the two to meet, a
 * register in the middle of the wake, must come out the same.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, PENDING, pollFn, READY } from "../../runtime/index.ts";
import { AtomicBool, spawn } from "../../sim/index.ts";

export const wakeBeforeRegister = scenario({
  name: "atomic-waker/wake-before-register",
  about: "One notifier sets a flag and wakes, before, during or after the only registration of a consumer.",
  source: "tokio sync/task/atomic_waker.rs: it is also permitted for wake to be called before register",
  *model() {
    const ready = new AtomicBool(false, "ready");
    const waker = new AtomicWaker("waker");

    const notifier = yield* spawn(function* () {
      yield* ready.store(true, "Relaxed");
      yield* waker.wake();
    }, "notifier");

    const consumer = yield* spawn(function* () {
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
