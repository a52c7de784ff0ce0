import { describe, expect, it } from "vitest";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Op } from "../op.ts";
import { catchUnwind } from "../panic/catch-unwind.ts";
import { panic } from "../panic/panic.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { RwLock } from "./rw-lock.ts";

describe("RwLock", () => {
  it("lets readers in together and writers alone, in order", () => {
    let readers = 0;
    let together = 0;
    const verdict = sweep(function* () {
      const lock = new RwLock(0, "lock");
      const cell = new UnsafeCell(0, "cell");
      const read = (): Op<void> =>
        lock.withRead(function* () {
          readers++;
          together = Math.max(together, readers);
          yield* cell.get();
          yield* yieldNow();
          readers--;
        });
      const write = (): Op<void> =>
        lock.withWrite(function* (value, guard) {
          expect(readers).toBe(0);
          yield* cell.set(value + 1);
          yield* yieldNow();
          guard.value = value + 1;
        });
      const threads = [yield* spawn(read, "r1"), yield* spawn(read, "r2"), yield* spawn(write, "w1")];
      yield* write();
      for (const thread of threads) yield* thread.join();
      expect(lock.peek()).toBe(2);
    });
    expect(verdict.kinds).toEqual(["clean"]);
    expect(together).toBe(2);
  });

  it("tells tryRead and tryWrite what they may have", () => {
    runClean(function* () {
      const lock = new RwLock(7, "lock");
      const reader = yield* lock.read();
      const second = yield* lock.tryRead();
      expect(second?.value).toBe(7);
      expect(yield* lock.tryWrite()).toBeNull();
      yield* reader.drop();
      if (second !== null) yield* second.drop();
      const writer = yield* lock.tryWrite();
      expect(yield* lock.tryRead()).toBeNull();
      if (writer !== null) yield* writer.drop();
    });
  });

  it("says that a reader which asks to write waits for itself", () => {
    const found = runOnce(function* () {
      const lock = new RwLock(0, "lock");
      yield* lock.withRead(() => lock.withWrite(() => yieldNow()));
    }).finding;
    expect(found?.message).toBe('"main" waits for itself: it holds lock already and calls write() again.');
  });

  it("names a reader that a writer waits for", () => {
    const verdict = sweep(
      function* () {
        const lock = new RwLock(0, "lock");
        const reader = yield* spawn(function* () {
          (yield* lock.read()).forget();
        }, "reader");
        yield* reader.join();
        yield* lock.write();
      },
      { runs: 1 },
    );
    expect(verdict.finding?.message).toBe('"main" cannot go on: "main" waits for lock, which "reader" holds.');
  });

  it("is poisoned by a writer's panic and not by a reader's", () => {
    runClean(function* () {
      const lock = new RwLock(0, "lock");
      const panicking = function* (): Op<void> {
        panic("inside");
      };
      yield* catchUnwind(() => lock.withRead(panicking));
      expect(yield* lock.isPoisoned()).toBe(false);
      yield* catchUnwind(() => lock.withWrite(panicking));
      expect(yield* lock.isPoisoned()).toBe(true);
      expect((yield* catchUnwind(() => lock.read())).ok).toBe(false);
      const reader = yield* lock.read("ignore");
      expect(reader.poisoned).toBe(true);
      yield* reader.drop();
    });
  });
});
