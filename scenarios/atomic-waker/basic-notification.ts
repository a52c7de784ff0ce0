/**
 * The contract of AtomicWaker at its plainest: the notifier changes the state first and wakes then, the
 * consumer registers first and looks then. Whatever comes between, the consumer sees both notifications.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, type Context, PENDING, type Poll, pollFn, READY } from "../../runtime/index.ts";
import { AtomicUsize, type Op, spawn } from "../../sim/index.ts";

const NOTIFIERS = 2;

/**
 * What notifiers and consumer share. Its operations are methods: V8 makes a hidden class for each
 * generator function that is made anew, which here would cost a third of the execution.
 */
class Channel {
  private readonly count = new AtomicUsize(0, "count");
  private readonly waker = new AtomicWaker("waker");

  *notify(): Op<void> {
    yield* this.count.fetchAdd(1, "Relaxed");
    yield* this.waker.wake();
  }

  *bothCame(cx: Context): Op<Poll<void>> {
    yield* this.waker.registerByRef(cx.waker);
    return (yield* this.count.load("Relaxed")) === NOTIFIERS ? READY : PENDING;
  }

  drop(): Op<void> {
    return this.waker.drop();
  }
}

export const basicNotification = scenario({
  name: "atomic-waker/basic-notification",
  about: "Two notifiers count up and wake, while one consumer registers and looks at the count.",
  source: "tokio sync/tests/loom_atomic_waker.rs: basic_notification",
  *model() {
    const channel = new Channel();
    const first = yield* spawn(() => channel.notify(), "notifier 1");
    const second = yield* spawn(() => channel.notify(), "notifier 2");
    yield* blockOn(pollFn((cx) => channel.bothCame(cx)));
    yield* first.join();
    yield* second.join();
    yield* channel.drop();
  },
});
