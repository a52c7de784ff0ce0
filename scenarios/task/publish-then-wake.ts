/**
 * Two threads each write something, plainly, and wake the task that shall read it. One of the two wakes
 * finds the task woken already and has nothing to do; but what its thread wrote must be seen by the poll
 * as well. Where main sees both wakes over, and polls, nothing else orders the two: it joined nobody.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, PENDING, type Poll, READY, type Waker } from "../../runtime/index.ts";
import { AtomicUsize, assert, type JoinHandle, type Op, spawn, UnsafeCell } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

const WRITERS = 2;

class ReadsAll extends HoldingFuture<void> {
  readonly over = new AtomicUsize(0, "over");
  readonly cells = [new UnsafeCell(0, "cell 1"), new UnsafeCell(0, "cell 2")];
  readonly writers: JoinHandle<void>[] = [];
  private isStarted = false;

  *poll(cx: Context): Op<Poll<void>> {
    if (this.isStarted) {
      for (const cell of this.cells) assert((yield* cell.get()) === 1, "a poll did not see what came before its wake");
      return READY;
    }
    this.isStarted = true;
    for (const cell of this.cells) {
      const waker = yield* cx.waker.clone();
      this.writers.push(yield* spawn(() => this.publish(cell, waker), `writer of ${cell.label}`));
    }
    return PENDING;
  }

  private *publish(cell: UnsafeCell<number>, waker: Waker): Op<void> {
    yield* cell.set(1);
    yield* waker.wakeByRef();
    yield* this.over.fetchAdd(1, "Relaxed"); // orders nothing: that is the wake's affair
    yield* waker.drop();
  }
}

export const publishThenWake = scenario({
  name: "task/publish-then-wake",
  about: "Two threads write and wake, one of them when the task is woken already; then the main thread polls it.",
  source: "tokio-rs/tokio#7622: use release in wake_by_ref() even if already woken",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new ReadsAll();
    const join = yield* scheduler.spawn(future, "task");
    yield* scheduler.tick(1); // not the second poll, should a writer be this fast
    if ((yield* future.over.load("Relaxed")) < WRITERS) for (const writer of future.writers) yield* writer.join();
    yield* scheduler.tick();
    assert(yield* join.isFinished(), "a woken task was not polled");
    yield* join.drop();
  },
});
