/**
 * The contract of AtomicWaker at its plainest: the notifier changes the state first and wakes then, the
 * consumer registers first and looks then. Whatever comes between, the consumer sees both notifications.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, PENDING, pollFn, READY } from "../../runtime/index.ts";
import { AtomicUsize, spawn } from "../../sim/index.ts";

const NOTIFIERS = 2;

export const basicNotification = scenario({
  name: "atomic-waker/basic-notification",
  about: "Two notifiers count up and wake, while one consumer registers and looks at the count.",
  source: "tokio sync/tests/loom_atomic_waker.rs: basic_notification",
  *model() {
    const count = new AtomicUsize(0, "count");
    const waker = new AtomicWaker("waker");

    const notify = function* () {
      yield* count.fetchAdd(1, "Relaxed");
      yield* waker.wake();
    };
    const first = yield* spawn(notify, "notifier 1");
    const second = yield* spawn(notify, "notifier 2");

    const bothCame = pollFn(function* (cx) {
      yield* waker.registerByRef(cx.waker);
      return (yield* count.load("Relaxed")) === NOTIFIERS ? READY : PENDING;
    });
    yield* blockOn(bothCame);

    yield* first.join();
    yield* second.join();
    yield* waker.drop();
  },
});
