/**
 * A waker is user code, and its clone runs while the AtomicWaker is locked for registering. If it
 * panics, the lock must be given back, and a wake that came meanwhile must not be forgotten.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, PENDING, pollFn, RawWaker, READY, Waker } from "../../runtime/index.ts";
import { AtomicUsize, catchUnwind, panic, spawn } from "../../sim/index.ts";

const NOTIFIERS = 2;

const PANICS_WHEN_CLONED = RawWaker.of(null, {
  *clone() {
    panic("clone");
  },
  *wake() {},
  *wakeByRef() {},
  *drop() {},
});

export const panickyWaker = scenario({
  name: "atomic-waker/panicky-waker",
  about: "Registering a waker whose clone panics races with two notifiers; then the consumer registers a good one.",
  source: "tokio sync/tests/loom_atomic_waker.rs: test_panicky_waker",
  *model() {
    const count = new AtomicUsize(0, "count");
    const waker = new AtomicWaker("waker");

    const notify = function* () {
      yield* count.fetchAdd(1, "Relaxed");
      yield* waker.wake();
    };
    const first = yield* spawn(notify, "notifier 1");
    const second = yield* spawn(notify, "notifier 2");

    const panicky = Waker.fromRaw(PANICS_WHEN_CLONED);
    yield* catchUnwind(() => waker.registerByRef(panicky)); // as if it had never been tried

    const bothCame = pollFn(function* (cx) {
      yield* waker.registerByRef(cx.waker);
      return (yield* count.load("Relaxed")) === NOTIFIERS ? READY : PENDING;
    });
    yield* blockOn(bothCame);

    yield* first.join();
    yield* second.join();
    yield* panicky.drop();
    yield* waker.drop();
  },
});
