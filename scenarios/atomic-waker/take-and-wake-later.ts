/**
 * A driver takes the waker under its own lock and wakes it when the lock is free again, as one that
 * wakes many at once does. In between, the consumer may be polled for another reason and register anew.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, PENDING, pollFn, READY } from "../../runtime/index.ts";
import { AtomicUsize, Mutex, spawn } from "../../sim/index.ts";

const EVENTS = 2;

export const takeAndWakeLater = scenario({
  name: "atomic-waker/take-and-wake-later",
  about:
    "A driver takes the waker and wakes it later, while another notifier wakes at once and the consumer waits for both.",
  source: "tokio sync/task/atomic_waker.rs: take_waker, with the intention that the caller will wake the task later",
  *model() {
    const events = new AtomicUsize(0, "events");
    const waker = new AtomicWaker("waker");
    const lock = new Mutex(null, "driver lock");

    const driver = yield* spawn(function* () {
      yield* events.fetchAdd(1, "Relaxed");
      const guard = yield* lock.lock();
      const taken = yield* waker.takeWaker();
      yield* guard.drop(); // only now may user code run, and a waker is user code
      if (taken !== null) yield* taken.wake();
    }, "driver");

    const notifier = yield* spawn(function* () {
      yield* events.fetchAdd(1, "Relaxed");
      yield* waker.wake();
    }, "notifier");

    const consumer = yield* spawn(function* () {
      const allCame = pollFn(function* (cx) {
        yield* waker.registerByRef(cx.waker);
        return (yield* events.load("Relaxed")) === EVENTS ? READY : PENDING;
      });
      yield* blockOn(allCame);
    }, "consumer");

    yield* consumer.join();
    yield* driver.join();
    yield* notifier.join();
    yield* waker.drop();
  },
});
