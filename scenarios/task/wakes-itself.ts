/**
 * A task that wakes itself in each poll is polled again each time, once per wake, by one of two workers:
 * the wake does not queue it, for it is running; the worker does, when the poll is over.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, FifoScheduler, PENDING, type Poll, READY } from "../../runtime/index.ts";
import { assert, type Op, spawn, UnsafeCell } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

class WakesItself extends HoldingFuture<void> {
  /** Plain memory: two polls at once, or one that does not see the poll before, are a race. */
  readonly polls = new UnsafeCell(0, "polls");
  private readonly times: number;
  private readonly byValue: boolean;

  constructor(times: number, byValue: boolean) {
    super();
    this.times = times;
    this.byValue = byValue;
  }

  *poll(cx: Context): Op<Poll<void>> {
    const before = yield* this.polls.get();
    yield* this.polls.set(before + 1);
    if (before === this.times) return READY;
    if (this.byValue) {
      const waker = yield* cx.waker.clone();
      yield* waker.wake();
    } else {
      yield* cx.waker.wakeByRef();
    }
    return PENDING;
  }
}

export const wakesItself = scenario({
  name: "task/wakes-itself",
  about: "Two workers run a task that wakes itself in each of its first polls, while the main thread waits for it.",
  source: "tokio runtime/tests/loom_current_thread/yield_now.rs; runtime/tests/task.rs: schedule",
  options: { times: { from: 1, to: 4 }, byValue: { oneOf: [false, true] } },
  *model({ times, byValue }) {
    const scheduler = new FifoScheduler();
    const workers = [
      yield* spawn(() => scheduler.work(), "worker 1"),
      yield* spawn(() => scheduler.work(), "worker 2"),
    ] as const;
    const future = new WakesItself(times, byValue);
    const join = yield* scheduler.spawn(future, "task");
    yield* blockOn(join);
    assert((yield* future.polls.get()) === times + 1, "a task was not polled once per wake");
    yield* scheduler.stop();
    for (const worker of workers) yield* worker.join();
  },
});
