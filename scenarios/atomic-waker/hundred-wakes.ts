/**
 * Many wakes for one consumer: most meet nobody, some meet a registration, none may be the one that
 * was needed and got lost. The consumer ends when it has seen every count.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, PENDING, pollFn, READY } from "../../runtime/index.ts";
import { AtomicUsize, spawn } from "../../sim/index.ts";

const WAKES = 100;

export const hundredWakes = scenario({
  name: "atomic-waker/hundred-wakes",
  about: "One or two notifiers count up to a hundred, waking each time, while a consumer waits for the last.",
  source: "tokio sync/task/atomic_waker.rs: may be reused for any number of calls to register or wake",
  options: { notifiers: { from: 1, to: 2 } },
  bounds: { threads: 4 },
  *model({ notifiers }) {
    const count = new AtomicUsize(0, "count");
    const waker = new AtomicWaker("waker");

    const notify = function* () {
      for (let i = 0; i < WAKES / notifiers; i++) {
        yield* count.fetchAdd(1, "Relaxed");
        yield* waker.wake();
      }
    };
    const threads = [yield* spawn(notify, "notifier 1")];
    if (notifiers === 2) threads.push(yield* spawn(notify, "notifier 2"));

    const allCame = pollFn(function* (cx) {
      yield* waker.registerByRef(cx.waker);
      return (yield* count.load("Relaxed")) === WAKES ? READY : PENDING;
    });
    yield* blockOn(allCame);

    for (const thread of threads) yield* thread.join();
    yield* waker.drop();
  },
});
