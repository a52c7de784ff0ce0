/**
 * A scheduler that panics when it is given a task, having dropped the notification: the panic leaves the
 * wake, and the waker, which was only lent to it, is as good as before.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, type Notified, PENDING, type Poll, type Waker } from "../../runtime/index.ts";
import { assert, catchUnwind, type Op, panic, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

class FullScheduler extends FifoScheduler {
  isFull = false;

  override *schedule(task: Notified): Op<void> {
    if (!this.isFull) {
      yield* super.schedule(task);
      return;
    }
    yield* task.drop();
    panic("the queue is full");
  }
}

class KeepsWaker extends HoldingFuture<void> {
  waker: Waker | null = null;

  *poll(cx: Context): Op<Poll<void>> {
    this.waker = yield* cx.waker.clone();
    return PENDING;
  }
}

export const schedulePanics = scenario({
  name: "task/schedule-panics",
  about:
    "A thread wakes a task by reference into a scheduler that panics, while the main thread drops the join handle.",
  source: "rust-lang/futures-rs#1797: fix use-after-free on panic during ArcWake::wake_by_ref",
  *model() {
    const scheduler = new FullScheduler();
    const future = new KeepsWaker();
    const join = yield* scheduler.spawn(future, "task");
    yield* scheduler.tick();
    const { waker } = future;
    assert(waker !== null, "a queued task was not polled");

    scheduler.isFull = true;
    const notifier = yield* spawn(() => catchUnwind(() => waker.wakeByRef()), "notifier");
    yield* join.drop();
    const woken = yield* notifier.join();
    assert(!woken.ok, "the panic leaves the wake");
    yield* scheduler.shutdown();
    yield* waker.drop();
  },
});
