/** A bounded buffer with one condition for both sides: a signal that wakes the wrong side is lost. */
import { AtomicUsize, Condvar, Mutex, type Op } from "../../../sim/index.ts";
import { classic, joinAll, spawnMany } from "../classic.ts";

const CAPACITY = 1;
const EACH = 4;

class Buffer {
  private readonly lock = new Mutex(null, "lock");
  private readonly changed = new Condvar("changed");
  private readonly count = new AtomicUsize(0, "count");

  *putAll(): Op<void> {
    for (let i = 0; i < EACH; i++) yield* this.change(CAPACITY, 1);
  }

  *takeAll(): Op<void> {
    for (let i = 0; i < EACH; i++) yield* this.change(0, -1);
  }

  /** Waits while the count is `not`, and changes it. */
  private *change(not: number, by: number): Op<void> {
    const guard = yield* this.lock.lock();
    while ((yield* this.count.load("Relaxed")) === not) yield* this.changed.wait(guard);
    yield* this.count.store((yield* this.count.load("Relaxed")) + by, "Relaxed");
    yield* this.changed.notifyOne();
    yield* guard.drop();
  }
}

export const boundedBuffer = classic("bounded_buffer", "a signal meant for a consumer wakes a producer", function* () {
  const buffer = new Buffer();
  const producers = yield* spawnMany(2, "producer", () => buffer.putAll());
  const consumers = yield* spawnMany(2, "consumer", () => buffer.takeAll());
  yield* joinAll([...producers, ...consumers]);
});
