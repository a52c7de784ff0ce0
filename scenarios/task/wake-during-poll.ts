/**
 * A wake that comes while the task is being polled: too late for that poll, which has looked already,
 * and too early to queue the task, which nobody may poll twice at once. It must leave a mark that the
 * end of the poll finds.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, FifoScheduler, PENDING, type Poll, READY, type Waker } from "../../runtime/index.ts";
import { AtomicBool, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

/** Starts a thread at its first poll that wakes it: during that poll, or after it. */
class WokenOnce extends HoldingFuture<void> {
  private readonly isWoken = new AtomicBool(false, "woken");
  private readonly byReference: boolean;
  private started = false;

  constructor(byReference: boolean) {
    super();
    this.byReference = byReference;
  }

  *poll(cx: Context): Op<Poll<void>> {
    if (this.started) return (yield* this.isWoken.load("Relaxed")) ? READY : PENDING;
    this.started = true;
    const waker = yield* cx.waker.clone();
    yield* spawn(() => this.wake(waker), "waker");
    return PENDING;
  }

  private *wake(waker: Waker): Op<void> {
    yield* this.isWoken.store(true, "Relaxed");
    if (!this.byReference) {
      yield* waker.wake();
      return;
    }
    yield* waker.wakeByRef();
    yield* waker.drop();
  }
}

export const wakeDuringPoll = scenario({
  name: "task/wake-during-poll",
  about: "A thread wakes a task, by value or by reference, while a worker is in the middle of its first poll.",
  source: "tokio runtime/tests/loom_multi_thread.rs: gated2, complete_block_on_under_load",
  options: { byReference: { oneOf: [false, true] } },
  *model({ byReference }) {
    const scheduler = new FifoScheduler();
    const worker = yield* spawn(() => scheduler.work(), "worker");
    const join = yield* scheduler.spawn(new WokenOnce(byReference), "task");
    yield* blockOn(join);
    yield* scheduler.stop();
    yield* worker.join();
  },
});
