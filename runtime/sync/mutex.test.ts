import { expect, it } from "vitest";
import { Arc, catchUnwind, type Op, panic, UnsafeCell } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { pollOnce } from "../future/testing/drive.ts";
import { runClean, runOnce } from "../future/testing/run.ts";
import { withBudget } from "../task/budget.ts";
import { AsyncMutex } from "./mutex.ts";

it("gives the lock to those who wait in the order in which they came", () => {
  const woken: string[] = [];
  runClean(function* () {
    const mutex = new AsyncMutex(0);
    const held = yield* blockOn(mutex.lock());
    const first = mutex.lock();
    const second = mutex.lock();
    const recorder = (name: string) =>
      new RecordingWaker(name, { onCall: (call) => call === "wake" && woken.push(name) });
    expect((yield* pollOnce(first, recorder("first"))).ready).toBe(false);
    expect((yield* pollOnce(second, recorder("second"))).ready).toBe(false);
    yield* held.drop();
    expect(woken).toEqual(["first"]);
    expect(yield* mutex.tryLock(), "it is the first one's already").toBeNull();
    const guard = yield* blockOn(first);
    yield* guard.drop();
    expect(woken).toEqual(["first", "second"]);
    yield* (yield* blockOn(second)).drop();
  });
});

it("passes the lock on when the future that it was given to is dropped", () => {
  runClean(function* () {
    const mutex = new AsyncMutex(0);
    const held = yield* blockOn(mutex.lock());
    const first = mutex.lock();
    yield* pollOnce(first);
    yield* held.drop();
    expect(yield* mutex.tryLock()).toBeNull();
    yield* first.drop();
    const guard = yield* mutex.tryLock();
    expect(guard).not.toBeNull();
    if (guard !== null) yield* guard.drop();
  });
});

it("is not poisoned by a panic of whoever holds it", () => {
  runClean(function* () {
    const mutex = new AsyncMutex(0);
    const { ok } = yield* catchUnwind(function* () {
      const guard = yield* blockOn(mutex.lock());
      try {
        yield* guard.set(1);
        panic("inside");
      } finally {
        yield* guard.drop();
      }
    });
    expect(ok).toBe(false);
    const guard = yield* blockOn(mutex.lock());
    expect(yield* guard.get()).toBe(1);
    yield* guard.drop();
  });
});

it("is locked until the mapped guard is dropped, which writes to the part", () => {
  runClean(function* () {
    const part = new UnsafeCell(1, "part");
    const mutex = new AsyncMutex({ part });
    const guard = yield* blockOn(mutex.lock());
    const none = yield* guard.tryMap(() => null);
    expect(none, "and the guard stays").toBeNull();
    const mapped = yield* guard.map((value) => value.part);
    expect(guard.consumed).toBe(true);
    yield* mapped.set(2);
    expect(yield* mutex.tryLock()).toBeNull();
    yield* mapped.drop();
    const again = yield* blockOn(mutex.lock());
    expect(yield* (yield* again.get()).part.get()).toBe(2);
    yield* again.drop();
  });
});

it("is unlocked when the projection of map panics", () => {
  runClean(function* () {
    const mutex = new AsyncMutex(0);
    const guard = yield* blockOn(mutex.lock());
    const { ok } = yield* catchUnwind(() => guard.map(() => panic("no such part")));
    expect(ok).toBe(false);
    yield* (yield* mutex.blockingLock()).drop();
  });
});

it("outlives its last other owner by an owned guard", () => {
  runClean(function* () {
    const dropped: string[] = [];
    const value = {
      *drop(): Op<void> {
        dropped.push("value");
      },
    };
    const arc = new Arc(new AsyncMutex(value), "mutex");
    const guard = yield* blockOn(yield* AsyncMutex.lockOwned(yield* arc.clone()));
    expect(yield* AsyncMutex.tryLockOwned(yield* arc.clone())).toBeNull();
    yield* arc.drop();
    expect(dropped).toEqual([]);
    yield* guard.drop();
    expect(dropped).toEqual(["value"]);
  });
});

it("gives its share up when an owned lock is cancelled", () => {
  runClean(function* () {
    const arc = new Arc(new AsyncMutex(0), "mutex");
    const guard = yield* blockOn(yield* AsyncMutex.lockOwned(yield* arc.clone()));
    const waits = yield* AsyncMutex.lockOwned(yield* arc.clone());
    yield* pollOnce(waits);
    yield* waits.drop();
    yield* guard.drop();
    expect(yield* arc.strongCount()).toBe(1);
    yield* arc.drop();
  });
});

it("spends a unit of the budget for each lock", () => {
  runClean(function* () {
    const [one, two] = [new AsyncMutex(0), new AsyncMutex(0)];
    const locking = two.lock();
    yield* withBudget(1, function* () {
      const first = one.lock();
      const guard = yield* pollOnce(first);
      expect((yield* pollOnce(locking)).ready, "the lock is free, but nothing is left").toBe(false);
      if (guard.ready) yield* guard.value.drop();
      yield* first.drop();
    });
    yield* (yield* blockOn(locking)).drop();
  });
});

it("says where a guard is used after it was dropped, and where one never is", () => {
  const late = runOnce(function* () {
    const guard = yield* blockOn(new AsyncMutex(0).lock());
    yield* guard.drop();
    yield* guard.get();
  });
  expect(late?.kind).toBe("use-after-move");
  const left = runOnce(function* () {
    yield* blockOn(new AsyncMutex(0).lock());
  });
  expect(left?.kind).toBe("leak");
});
