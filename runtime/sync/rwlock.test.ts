import { expect, it } from "vitest";
import { Arc, UnsafeCell } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { pollOnce } from "../future/testing/drive.ts";
import { runClean, runOnce } from "../future/testing/run.ts";
import { AsyncRwLock, MAX_READERS } from "./rwlock.ts";

it("lets readers in together, and a writer alone", () => {
  runClean(function* () {
    const lock = new AsyncRwLock(0);
    const one = yield* blockOn(lock.read());
    const other = yield* blockOn(lock.read());
    expect(yield* lock.tryWrite()).toBeNull();
    yield* one.drop();
    yield* other.drop();
    const writer = yield* blockOn(lock.write());
    yield* writer.set(7);
    expect(yield* lock.tryRead()).toBeNull();
    yield* writer.drop();
    const reader = yield* lock.blockingRead();
    expect(yield* reader.get()).toBe(7);
    yield* reader.drop();
  });
});

it("lets no reader in before a writer that waits", () => {
  runClean(function* () {
    const lock = new AsyncRwLock(0);
    const reader = yield* blockOn(lock.read());
    const writing = lock.write();
    expect((yield* pollOnce(writing)).ready).toBe(false);
    const reading = lock.read();
    expect((yield* pollOnce(reading)).ready).toBe(false);
    expect(yield* lock.tryRead()).toBeNull();
    yield* reader.drop();
    expect((yield* pollOnce(reading)).ready, "the writer is first").toBe(false);
    yield* (yield* blockOn(writing)).drop();
    yield* (yield* blockOn(reading)).drop();
  });
});

it("lets the readers behind a writer in when that one is cancelled", () => {
  runClean(function* () {
    const lock = new AsyncRwLock(0, "lock", 4);
    const reader = yield* blockOn(lock.read());
    const writing = lock.write();
    yield* pollOnce(writing);
    const reading = lock.read();
    yield* pollOnce(reading);
    yield* writing.drop();
    yield* (yield* blockOn(reading)).drop();
    yield* reader.drop();
    expect(yield* lock.semaphore.availablePermits()).toBe(4);
  });
});

it("keeps writers out while a downgraded guard reads, and lets readers in", () => {
  runClean(function* () {
    const lock = new AsyncRwLock(1, "lock", 4);
    const writer = yield* lock.blockingWrite();
    const writing = lock.write();
    yield* pollOnce(writing);
    yield* writing.drop();
    const reader = yield* writer.downgrade();
    expect(yield* reader.get()).toBe(1);
    expect(yield* lock.semaphore.availablePermits()).toBe(3);
    const other = yield* lock.tryRead();
    expect(other).not.toBeNull();
    expect(yield* lock.tryWrite()).toBeNull();
    if (other !== null) yield* other.drop();
    yield* reader.drop();
    expect(yield* lock.semaphore.availablePermits()).toBe(4);
  });
});

it("maps the guards of both sorts to a part", () => {
  runClean(function* () {
    const lock = new AsyncRwLock({ part: new UnsafeCell("a", "part") });
    const writer = yield* (yield* blockOn(lock.write())).map((value) => value.part);
    yield* writer.set("b");
    expect(yield* lock.tryRead()).toBeNull();
    yield* writer.drop();
    const whole = yield* blockOn(lock.read());
    expect(yield* whole.tryMap(() => null)).toBeNull();
    const reader = yield* whole.map((value) => value.part);
    expect(yield* reader.get()).toBe("b");
    expect(yield* lock.tryWrite()).toBeNull();
    yield* reader.drop();
  });
});

it("is kept alive by its owned guards", () => {
  runClean(function* () {
    const arc = new Arc(new AsyncRwLock(0), "lock");
    const writer = yield* blockOn(yield* AsyncRwLock.writeOwned(yield* arc.clone()));
    const reading = yield* AsyncRwLock.readOwned(yield* arc.clone());
    yield* pollOnce(reading);
    yield* arc.drop();
    yield* writer.drop();
    yield* (yield* blockOn(reading)).drop();
  });
});

it("has at most as many readers as it is told, and refuses more than there can be", () => {
  runClean(function* () {
    const lock = new AsyncRwLock(0, "lock", 1);
    const reader = yield* blockOn(lock.read());
    expect(yield* lock.tryRead()).toBeNull();
    yield* reader.drop();
  });
  const found = runOnce(function* () {
    new AsyncRwLock(0, "lock", MAX_READERS + 1);
  });
  expect(found?.message).toContain("max_reads <= MAX_READS");
});
