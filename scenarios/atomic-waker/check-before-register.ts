/**
 * Wrong on purpose: the consumer looks at the flag first and registers then. A notifier that comes in
 * between finds nobody to wake, and the consumer parks without looking again: the lost wakeup that the
 * contract of AtomicWaker (register first, then look) is there to prevent.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, PENDING, pollFn, READY } from "../../runtime/index.ts";
import { AtomicBool, spawn } from "../../sim/index.ts";

export const checkBeforeRegister = scenario({
  name: "atomic-waker/check-before-register",
  about: "A consumer looks at the flag, then registers, while a notifier sets the flag and wakes: wrong on purpose.",
  source: "tokio sync/task/atomic_waker.rs: consumers should call register before checking the result",
  expect: { kind: "lost-wakeup", invariant: "I1" },
  *model() {
    const ready = new AtomicBool(false, "ready");
    const waker = new AtomicWaker("waker");

    const consumer = yield* spawn(function* () {
      const isReady = pollFn(function* (cx) {
        if (yield* ready.load("Relaxed")) return READY;
        yield* waker.registerByRef(cx.waker); // too late: it must come before the look
        return PENDING;
      });
      yield* blockOn(isReady);
    }, "consumer");

    const notifier = yield* spawn(function* () {
      yield* ready.store(true, "Relaxed");
      yield* waker.wake();
    }, "notifier");

    yield* consumer.join();
    yield* notifier.join();
    yield* waker.drop();
  },
});
