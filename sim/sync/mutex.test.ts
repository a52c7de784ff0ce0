import { describe, expect, it } from "vitest";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Op } from "../op.ts";
import { catchUnwind } from "../panic/catch-unwind.ts";
import { panic } from "../panic/panic.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { park } from "../thread/park.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { Mutex, type MutexGuard } from "./mutex.ts";

/** Poisons `mutex`: a panic while it is held. */
function* poison(mutex: Mutex<number>): Op<void> {
  yield* catchUnwind(() =>
    mutex.with(function* () {
      yield* yieldNow();
      panic("poison");
    }),
  );
}

describe("Mutex", () => {
  it("lets one thread in at a time, and what it did happens before the next one's turn", () => {
    const totals = new Set<number>();
    const verdict = sweep(function* () {
      const mutex = new Mutex(0, "m");
      const cell = new UnsafeCell(0, "cell");
      const bump = function* (): Op<void> {
        const guard = yield* mutex.lock();
        const seen = guard.value;
        yield* cell.set((yield* cell.get()) + 1);
        yield* yieldNow();
        guard.value = seen + 1;
        yield* guard.drop();
      };
      const left = yield* spawn(bump, "left");
      const right = yield* spawn(bump, "right");
      yield* left.join();
      yield* right.join();
      totals.add(
        yield* mutex.with(function* (value) {
          return value * 10 + (yield* cell.get());
        }),
      );
    });
    expect(verdict.kinds).toEqual(["clean"]);
    expect([...totals]).toEqual([22]);
  });

  it("is a race without the lock, so the order does come from it", () => {
    const verdict = sweep(function* () {
      const mutex = new Mutex(0, "m");
      const cell = new UnsafeCell(0, "cell");
      yield* spawn(() => mutex.with(() => cell.set(1)), "left");
      yield* spawn(() => cell.set(2), "right");
    });
    expect(verdict.kinds).toContain("data-race");
  });

  it("tells tryLock that it is held, and counts the meeting as a conflict", () => {
    const outcomes = new Set<boolean>();
    const conflicts: number[] = [];
    const verdict = sweep(
      function* () {
        const mutex = new Mutex(0, "m");
        const other = yield* spawn(() => mutex.with(() => yieldNow()), "other");
        const guard = yield* mutex.tryLock();
        outcomes.add(guard !== null);
        if (guard !== null) yield* guard.drop();
        yield* other.join();
      },
      { listeners: [{ onEnd: (execution) => void conflicts.push(execution.conflicts) }] },
    );
    expect(verdict.kinds).toEqual(["clean"]);
    expect(outcomes).toEqual(new Set([true, false]));
    expect(Math.max(...conflicts)).toBeGreaterThan(0);
  });

  it("says that a thread which locks it twice waits for itself", () => {
    const found = runOnce(function* () {
      const mutex = new Mutex(0, "m");
      yield* mutex.with(() => mutex.with(() => yieldNow()));
    }).finding;
    expect(found?.kind).toBe("deadlock");
    expect(found?.message).toBe('"main" waits for itself: it holds m already and calls lock() again.');
  });

  it("names both threads and both locks of an AB-BA deadlock, and not the one that only waits for them", () => {
    const verdict = sweep(function* () {
      const [a, b] = [new Mutex(0, "a"), new Mutex(0, "b")];
      const left = yield* spawn(() => a.with(() => b.with(() => yieldNow())), "left");
      yield* spawn(() => b.with(() => a.with(() => yieldNow())), "right");
      yield* left.join();
    });
    expect(verdict.kinds).toEqual(["clean", "deadlock"]);
    expect(verdict.finding?.message).toBe(
      '"left", "right" cannot go on: "left" waits for b, which "right" holds; "right" waits for a, which "left" holds.',
    );
    expect(verdict.finding?.details).toEqual([
      '"main" waits for "left" to finish at left.join(): only "left" could end that',
      '"left" waits for b, which "right" holds at b.lock(): only "right" could end that',
      '"right" waits for a, which "left" holds at a.lock(): only "left" could end that',
    ]);
  });

  it("stays locked for ever when its guard is forgotten, and the report says that the holder has finished", () => {
    const found = runOnce(function* () {
      const mutex = new Mutex(0, "m");
      const holder = yield* spawn(function* () {
        (yield* mutex.lock()).forget();
      }, "holder");
      yield* holder.join();
      yield* mutex.lock();
    }).finding;
    expect(found?.kind).toBe("deadlock");
    expect(found?.details).toEqual([
      '"main" waits for m, which "holder" holds at m.lock(): only "holder" could end that, and it has finished',
    ]);
  });

  it("is not blamed for a thread that sleeps for ever while holding it", () => {
    const found = runOnce(function* () {
      const mutex = new Mutex(0, "m");
      const sleeper = yield* spawn(() => mutex.with(() => park()), "sleeper");
      yield* yieldNow();
      yield* sleeper.join();
    }).finding;
    expect(found?.kind).toBe("lost-wakeup");
    expect(found?.message).toContain('"sleeper" sleeps for ever');
  });
});

describe("a mutex guard", () => {
  const misuse = (use: (guard: MutexGuard<number>, mutex: Mutex<number>) => Op<unknown>) =>
    runOnce(function* () {
      const mutex = new Mutex(0, "m");
      yield* use(yield* mutex.lock(), mutex);
    }).finding;

  it("that is never dropped is a leak", () => {
    const found = misuse(() => yieldNow());
    expect(found?.kind).toBe("leak");
    expect(found?.message).toBe('guard of m, made by "main", was never dropped.');
  });

  it("gives no access after it was dropped, and is dropped once", () => {
    const afterDrop = function* (guard: MutexGuard<number>): Op<void> {
      yield* guard.drop();
      guard.value = 1;
    };
    expect(misuse(afterDrop)?.kind).toBe("use-after-move");
    const twice = function* (guard: MutexGuard<number>): Op<void> {
      yield* guard.drop();
      yield* guard.drop();
    };
    expect(misuse(twice)?.kind).toBe("double-free");
  });

  it("must not be dropped by another thread", () => {
    const elsewhere = (guard: MutexGuard<number>): Op<unknown> => spawn(() => guard.drop(), "other");
    expect(() => misuse(elsewhere)).toThrow('guard of m left the thread "main"');
  });

  it("may be dropped inside of `with`, which then leaves it alone", () => {
    runClean(function* () {
      const mutex = new Mutex(1, "m");
      yield* mutex.with(function* (_value, guard) {
        yield* guard.drop();
        yield* mutex.with(() => yieldNow());
      });
    });
  });
});

describe("poisoning", () => {
  it("comes from a panic while the lock is held, and panics later lockers with Rust's words", () => {
    runClean(function* () {
      const mutex = new Mutex(0, "m");
      expect(yield* mutex.isPoisoned()).toBe(false);
      yield* poison(mutex);
      expect(yield* mutex.isPoisoned()).toBe(true);
      for (const lock of [() => mutex.lock(), () => mutex.tryLock()]) {
        const caught = yield* catchUnwind<unknown>(lock);
        expect(caught.ok ? "" : caught.panic.message).toBe(
          "called `Result::unwrap()` on an `Err` value: PoisonError { .. }",
        );
      }
    });
  });

  it("can be ignored and cleared", () => {
    runClean(function* () {
      const mutex = new Mutex(5, "m");
      yield* poison(mutex);
      const guard = yield* mutex.lock("ignore");
      expect([guard.poisoned, guard.value]).toEqual([true, 5]);
      yield* guard.drop();
      expect(yield* mutex.isPoisoned()).toBe(true);
      yield* mutex.clearPoison();
      const clean = yield* mutex.lock();
      expect(clean.poisoned).toBe(false);
      yield* clean.drop();
    });
  });

  it("does not come from a lock that was taken and dropped while unwinding already", () => {
    runClean(function* () {
      const mutex = new Mutex(0, "m");
      yield* catchUnwind(function* () {
        try {
          panic("elsewhere");
        } finally {
          yield* mutex.with(() => yieldNow());
        }
      });
      expect(yield* mutex.isPoisoned()).toBe(false);
    });
  });

  it("reaches another thread that was waiting for the lock", () => {
    const poisoned = new Set<boolean>();
    const verdict = sweep(function* () {
      const mutex = new Mutex(0, "m");
      const other = yield* spawn(() => poison(mutex), "other");
      const guard = yield* mutex.lock("ignore");
      poisoned.add(guard.poisoned);
      yield* guard.drop();
      yield* other.join();
    });
    expect(verdict.kinds).toEqual(["clean"]);
    expect(poisoned).toEqual(new Set([true, false]));
  });
});
