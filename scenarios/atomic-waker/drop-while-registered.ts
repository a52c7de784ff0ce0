/**
 * A consumer registers and loses interest: its future is dropped while the waker is still registered.
 * Whoever is the last to let go of the AtomicWaker drops it, and the waker with it, unless the notifier
 * was quicker and woke it. Either way it is used up exactly once.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, RecordingWaker } from "../../runtime/index.ts";
import { Arc, assert, spawn } from "../../sim/index.ts";

export const dropWhileRegistered = scenario({
  name: "atomic-waker/drop-while-registered",
  about: "A consumer registers and goes away, while a notifier that shares the AtomicWaker wakes and goes away too.",
  source: "tokio sync/oneshot.rs and mpsc: a receiver dropped while its waker is registered",
  *model() {
    const task = new RecordingWaker("consumer's task");
    const consumers = new Arc(new AtomicWaker("waker"), "shared");
    const notifiers = yield* consumers.clone();

    const notifier = yield* spawn(function* () {
      const waker = yield* notifiers.get();
      yield* waker.wake();
      yield* notifiers.drop();
    }, "notifier");

    const consumer = yield* spawn(function* () {
      const waker = yield* consumers.get();
      const own = task.waker();
      yield* waker.registerByRef(own);
      yield* own.drop();
      yield* consumers.drop(); // never waits
    }, "consumer");

    yield* consumer.join();
    yield* notifier.join();
    assert(task.wakes <= 1, "one wake woke the task twice");
  },
});
