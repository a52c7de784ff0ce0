/**
 * A task that several threads keep waking, and two workers that run whatever is queued: at most one of
 * them polls it at any time, each poll sees what the one before did on the other worker, and the last
 * wake is answered.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, FifoScheduler, PENDING, type Poll, READY, type Waker } from "../../runtime/index.ts";
import { AtomicUsize, type Op, spawn, UnsafeCell } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

const WAKES = 2;

class CountsWakes extends HoldingFuture<void> {
  private readonly count = new AtomicUsize(0, "count");
  /** Plain memory: two polls at once, or one that does not see the poll before, are a race. */
  private readonly started = new UnsafeCell(false, "started");
  private readonly wakers: number;

  constructor(wakers: number) {
    super();
    this.wakers = wakers;
  }

  *poll(cx: Context): Op<Poll<void>> {
    if (!(yield* this.started.get())) {
      for (let i = 1; i <= this.wakers; i++) {
        const waker = yield* cx.waker.clone();
        yield* spawn(() => this.wake(waker), `waker ${i}`);
      }
    }
    yield* this.started.set(true);
    return (yield* this.count.load("Relaxed")) === this.wakers * WAKES ? READY : PENDING;
  }

  private *wake(waker: Waker): Op<void> {
    for (let i = 0; i < WAKES; i++) {
      yield* this.count.fetchAdd(1, "Relaxed");
      yield* waker.wakeByRef();
    }
    yield* waker.drop();
  }
}

export const twoWorkers = scenario({
  name: "task/two-workers",
  about: "One or two threads wake a task again and again, while two workers run it and the main thread waits for it.",
  source: "tokio runtime/tests/loom_multi_thread.rs: pool_multi_notify",
  options: { wakers: { from: 1, to: 2 } },
  *model({ wakers }) {
    const scheduler = new FifoScheduler();
    const first = yield* spawn(() => scheduler.work(), "worker 1");
    const second = yield* spawn(() => scheduler.work(), "worker 2");
    const join = yield* scheduler.spawn(new CountsWakes(wakers), "task");
    yield* blockOn(join);
    yield* scheduler.stop();
    yield* first.join();
    yield* second.join();
  },
});
