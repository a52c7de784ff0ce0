/**
 * How tokio's own users of AtomicWaker poll: look first, for then there may be no need to register;
 * register; and look again, for a notifier may have come between the look and the registration.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, PENDING, pollFn, READY } from "../../runtime/index.ts";
import { AtomicBool, spawn } from "../../sim/index.ts";

export const checkRegisterCheck = scenario({
  name: "atomic-waker/check-register-check",
  about: "A consumer looks, registers and looks again, while a notifier sets the flag and wakes.",
  source: "tokio sync/mpsc/chan.rs: Rx::recv",
  *model() {
    const ready = new AtomicBool(false, "ready");
    const waker = new AtomicWaker("waker");

    const consumer = yield* spawn(function* () {
      const isReady = pollFn(function* (cx) {
        if (yield* ready.load("Relaxed")) return READY;
        yield* waker.registerByRef(cx.waker);
        return (yield* ready.load("Relaxed")) ? READY : PENDING;
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
