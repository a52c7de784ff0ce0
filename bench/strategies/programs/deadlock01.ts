/** `deadlock01` of SCTBench: two threads take two locks in opposite order. */
import { AtomicUsize, Mutex, type Op } from "../../../sim/index.ts";
import { classic, joinAll, spawnMany } from "../classic.ts";

class Locks {
  readonly a = new Mutex(null, "a");
  readonly b = new Mutex(null, "b");
  private readonly counter = new AtomicUsize(1, "counter");

  *both(outer: Mutex<null>, inner: Mutex<null>, by: number): Op<void> {
    const first = yield* outer.lock();
    const second = yield* inner.lock();
    yield* this.counter.store((yield* this.counter.load("Relaxed")) + by, "Relaxed");
    yield* second.drop();
    yield* first.drop();
  }
}

export const deadlock01 = classic("deadlock01", "two locks in opposite order", function* () {
  const locks = new Locks();
  const one = yield* spawnMany(1, "one", () => locks.both(locks.a, locks.b, 1));
  const other = yield* spawnMany(1, "other", () => locks.both(locks.b, locks.a, -1));
  yield* joinAll([...one, ...other]);
});
