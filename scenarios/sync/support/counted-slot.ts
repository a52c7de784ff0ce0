/**
 * The slot of tokio 0.2.10's broadcast channel: a counter of readers, which try and never wait, and a writer,
 * which waits on a condition variable until nobody reads. Writers are kept apart by the mutex.
 */
import { AtomicUsize, Condvar, Mutex, type Op, UnsafeCell } from "../../../sim/index.ts";

export class CountedSlot {
  private readonly readers = new AtomicUsize(0, "slot.readers");
  private readonly tail = new Mutex(0, "tail");
  private readonly noReader = new Condvar("noReader");
  private readonly value = new UnsafeCell(0, "slot.value");

  /** Null while somebody writes. */
  *read(): Op<number | null> {
    // 2 for each reader, 1 for the writer. Acquire: pairs with the end of the last write.
    const before = yield* this.readers.fetchAdd(2, "Acquire");
    const value = before % 2 === 1 ? null : yield* this.value.get();
    // Release: the writer that finds nobody comes behind this read.
    if ((yield* this.readers.fetchSub(2, "AcqRel")) === 2) yield* this.tellWriter();
    return value;
  }

  *write(value: number): Op<void> {
    let tail = yield* this.tail.lock();
    while (!(yield* this.readers.compareExchange(0, 1, "Acquire", "Relaxed")).ok) {
      tail = yield* this.noReader.wait(tail);
    }
    yield* this.value.set(value);
    // Subtracted: readers may have come and be about to see that they must not.
    if ((yield* this.readers.fetchSub(1, "AcqRel")) === 1) yield* this.noReader.notifyAll();
    yield* tail.drop();
  }

  /** With the mutex: not between a writer's look and its wait. To all: one of them may wait for another slot. */
  private *tellWriter(): Op<void> {
    const tail = yield* this.tail.lock();
    yield* this.noReader.notifyAll();
    yield* tail.drop();
  }
}
