/**
 * A task that is woken sees what was written before the wake, though it neither looks at a flag nor
 * registers again: also where its own registration wakes it, because a wake was just under way. And of
 * two wakes that were over before the registration was, it sees both.
 */
import { scenario } from "../../properties/index.ts";
import { AtomicWaker, RawWaker, type RawWakerVTable, Waker } from "../../runtime/index.ts";
import { AtomicBool, AtomicUsize, assert, type JoinHandle, type Op, spawn, UnsafeCell } from "../../sim/index.ts";

/** The consumer's task: its waker says that it was called and, when cloned, looks how many wakes are over. */
class Task {
  readonly woken = new AtomicBool(false, "woken");
  readonly over = new AtomicUsize(0, "over");
  /** Wakes that were over while the registration still held the lock. */
  overInTime = 0;
  readonly raw: RawWaker = RawWaker.of<Task>(this, LOOKS);
}

const LOOKS: RawWakerVTable<Task> = {
  *clone(task) {
    task.overInTime = yield* task.over.load("Relaxed");
    return task.raw;
  },
  // Release, and Acquire where it is read: as a scheduler orders the wake before the poll.
  wake: (task) => task.woken.store(true, "Release"),
  wakeByRef: (task) => task.woken.store(true, "Release"),
  *drop() {},
};

function* publish(cell: UnsafeCell<number>, waker: AtomicWaker, task: Task): Op<void> {
  yield* cell.set(1);
  yield* waker.wake();
  yield* task.over.fetchAdd(1, "Relaxed"); // orders nothing: that is the wake's affair
}

export const publishThenWake = scenario({
  name: "atomic-waker/publish-then-wake",
  about: "One or two threads write and wake while a consumer registers once; woken, it reads what they wrote.",
  source: "tokio sync/task/atomic_waker.rs: the orderings of register and wake, for a waker that is woken by register",
  options: { notifiers: { from: 1, to: 2 } },
  *model({ notifiers }) {
    const waker = new AtomicWaker("waker");
    const task = new Task();
    const cells: UnsafeCell<number>[] = [];
    const threads: JoinHandle<void>[] = [];
    for (let i = 1; i <= notifiers; i++) {
      const cell = new UnsafeCell(0, `cell ${i}`);
      cells.push(cell);
      threads.push(yield* spawn(() => publish(cell, waker, task), `notifier ${i}`));
    }

    const own = Waker.fromRaw(task.raw);
    yield* waker.registerByRef(own);
    yield* own.drop();
    const isWoken = yield* task.woken.load("Acquire");
    // A single notifier was it that woke; of two it is known only when both were over in time.
    if (isWoken && (notifiers === 1 || task.overInTime === notifiers)) {
      for (const cell of cells) assert((yield* cell.get()) === 1, "a woken task did not see what came before the wake");
    }

    for (const thread of threads) yield* thread.join();
    yield* waker.drop();
  },
});
