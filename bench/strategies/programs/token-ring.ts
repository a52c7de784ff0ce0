/** `token_ring` of SCTBench: three threads hand a value on, each in a critical section, and nobody says in which order. */
import { AtomicUsize, assert, Mutex, type Op } from "../../../sim/index.ts";
import { classic, spawnMany } from "../classic.ts";

class Ring {
  private readonly lock = new Mutex(null, "lock");
  private readonly values = [1, 2, 1].map((value, i) => new AtomicUsize(value, `x${i + 1}`));
  private readonly done = [1, 2, 3].map((i) => new AtomicUsize(0, `done ${i}`));

  /** `to` gets the value of `from`, and `more` on top of it. */
  *pass(from: number, to: number, more: number): Op<void> {
    const guard = yield* this.lock.lock();
    const value = yield* this.value(from).load("Relaxed");
    yield* this.value(to).store((value + more) % 4, "Relaxed");
    yield* this.flag(to).store(1, "Relaxed");
    yield* guard.drop();
  }

  *check(): Op<void> {
    const guard = yield* this.lock.lock();
    let done = 0;
    for (const flag of this.done) done += yield* flag.load("Relaxed");
    if (done === 3) {
      const seen = new Set<number>();
      for (const value of this.values) seen.add(yield* value.load("Relaxed"));
      assert(seen.size === 1, "the values went round in another order");
    }
    yield* guard.drop();
  }

  private value(i: number): AtomicUsize {
    return this.values[i] as AtomicUsize; // three of them
  }

  private flag(i: number): AtomicUsize {
    return this.done[i] as AtomicUsize; // three of them
  }
}

export const tokenRing = classic("token_ring", "four critical sections in an order that nobody keeps", function* () {
  const ring = new Ring();
  yield* spawnMany(1, "first", () => ring.pass(2, 0, 1));
  yield* spawnMany(1, "second", () => ring.pass(0, 1, 0));
  yield* spawnMany(1, "third", () => ring.pass(1, 2, 0));
  yield* spawnMany(1, "check", () => ring.check());
});
