/** `wronglock` of SCTBench: one thread changes under one lock what the others change under another. */
import { AtomicUsize, assert, Mutex, type Op } from "../../../sim/index.ts";
import { type Classic, classic, joinAll, spawnMany } from "../classic.ts";

class Counter {
  private readonly right = new Mutex(null, "right lock");
  private readonly wrong = new Mutex(null, "wrong lock");
  private readonly data = new AtomicUsize(0, "data");

  *checked(): Op<void> {
    const guard = yield* this.right.lock();
    const before = yield* this.data.load("Relaxed");
    yield* this.increment();
    assert((yield* this.data.load("Relaxed")) === before + 1, "the lock kept nobody out");
    yield* guard.drop();
  }

  *unchecked(): Op<void> {
    const guard = yield* this.wrong.lock();
    yield* this.increment();
    yield* guard.drop();
  }

  private *increment(): Op<void> {
    yield* this.data.store((yield* this.data.load("Relaxed")) + 1, "Relaxed");
  }
}

/** `others`: how many threads take the wrong lock. */
export function wronglock(others: number): Classic {
  return classic(`wronglock_${others}`, "two locks guard the same variable", function* () {
    const counter = new Counter();
    const checked = yield* spawnMany(1, "checked", () => counter.checked());
    const unchecked = yield* spawnMany(others, "unchecked", () => counter.unchecked());
    yield* joinAll([...checked, ...unchecked]);
  });
}
