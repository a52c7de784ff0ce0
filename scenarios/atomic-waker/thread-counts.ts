/**
 * The same contract with every number of threads from one, where the wake simply comes first, to four.
 * Each notifier both counts and wakes; the consumer is the thread that all others were spawned from.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, PENDING, pollFn, READY } from "../../runtime/index.ts";
import { AtomicUsize, type JoinHandle, spawn } from "../../sim/index.ts";

export const threadCounts = scenario({
  name: "atomic-waker/thread-counts",
  about: "One consumer and none to three notifier threads register and wake; alone, the consumer notifies itself.",
  source: "tokio sync/tests/loom_atomic_waker.rs, for every number of threads",
  options: { threads: { from: 1, to: 4 } },
  bounds: { threads: 4 },
  *model({ threads }) {
    const count = new AtomicUsize(0, "count");
    const waker = new AtomicWaker("waker");

    const notify = function* () {
      yield* count.fetchAdd(1, "Relaxed");
      yield* waker.wake();
    };
    const notifiers: JoinHandle<void>[] = [];
    for (let i = 1; i < threads; i++) notifiers.push(yield* spawn(notify, `notifier ${i}`));
    if (threads === 1) yield* notify();

    const expected = Math.max(1, notifiers.length);
    const allCame = pollFn(function* (cx) {
      yield* waker.registerByRef(cx.waker);
      return (yield* count.load("Relaxed")) === expected ? READY : PENDING;
    });
    yield* blockOn(allCame);

    for (const notifier of notifiers) yield* notifier.join();
    yield* waker.drop();
  },
});
