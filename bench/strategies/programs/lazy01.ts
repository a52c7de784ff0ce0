/** `lazy01` of SCTBench: all is under one lock, and one of three threads hopes to come before one of the others. */
import { AtomicUsize, assert, Mutex, type Op } from "../../../sim/index.ts";
import { classic, spawnMany } from "../classic.ts";

class Sum {
  private readonly lock = new Mutex(null, "lock");
  private readonly data = new AtomicUsize(0, "data");

  *add(amount: number): Op<void> {
    const guard = yield* this.lock.lock();
    yield* this.data.store((yield* this.data.load("Relaxed")) + amount, "Relaxed");
    yield* guard.drop();
  }

  *check(): Op<void> {
    const guard = yield* this.lock.lock();
    assert((yield* this.data.load("Relaxed")) < 3, "both came first");
    yield* guard.drop();
  }
}

export const lazy01 = classic("lazy01", "one of three critical sections must not be the last", function* () {
  const sum = new Sum();
  yield* spawnMany(1, "one", () => sum.add(1));
  yield* spawnMany(1, "two", () => sum.add(2));
  yield* spawnMany(1, "check", () => sum.check());
});
