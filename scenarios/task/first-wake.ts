/**
 * The way of a wake with nobody in its way: a task is polled and leaves its waker with a thread, the
 * thread wakes it, and it is polled again. `docs/tour.md` walks through the run in which nobody
 * interrupts anybody; the other schedules let the wake come while the first poll still runs.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, PENDING, type Poll, ready, type Waker } from "../../runtime/index.ts";
import { AtomicBool, type JoinHandle, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

/** Asks a thread for something at its first poll, and has it at the second. */
class AsksOnce extends HoldingFuture<string> {
  readonly isThere = new AtomicBool(false, "isThere");
  helper: JoinHandle<void> | null = null;

  *poll(cx: Context): Op<Poll<string>> {
    // Relaxed: the wake orders what came before it.
    if (yield* this.isThere.load("Relaxed")) return ready("done");
    if (this.helper === null) {
      const waker = yield* cx.waker.clone();
      this.helper = yield* spawn(() => this.answer(waker), "helper");
    }
    return PENDING;
  }

  private *answer(waker: Waker): Op<void> {
    yield* this.isThere.store(true, "Relaxed");
    yield* waker.wake();
  }
}

export const firstWake = scenario({
  name: "task/first-wake",
  about: "A thread wakes a task that has asked it for something, during the task's first poll or after it.",
  source: "docs/tour.md; tokio/src/runtime/task/mod.rs tells the same way in words",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new AsksOnce();
    const join = yield* scheduler.spawn(future, "task");
    yield* scheduler.tick(1);
    if (future.helper !== null) yield* future.helper.join();
    yield* scheduler.tick();
    yield* join.drop();
  },
});
