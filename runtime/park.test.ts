import { describe, expect, it } from "vitest";
import { now, spawn } from "../sim/index.ts";
import { pending } from "./future/pending.ts";
import { readyFuture } from "./future/ready.ts";
import { CachedParkThread, ParkThread } from "./park.ts";
import { runOnce, sweep } from "./task/testing/sweep.ts";

describe("ParkThread", () => {
  it("keeps an unpark for the next park, two as one", () => {
    const { finding } = runOnce(function* () {
      const parker = new ParkThread();
      const unparker = parker.unpark();
      yield* unparker.unpark();
      yield* unparker.unpark();
      yield* parker.park();
      yield* parker.parkTimeout(50);
      expect(now()).toBe(50);
      yield* parker.park();
    });
    expect(finding?.message).toContain("waits for a notification of parker.condvar");
  });

  it("is unparked whenever the unpark comes, and sees what was done before", () => {
    const { kinds } = sweep(function* () {
      const parker = new ParkThread();
      const done: string[] = [];
      const other = yield* spawn(function* () {
        done.push("work");
        yield* parker.unpark().unpark();
      });
      yield* parker.park();
      expect(done).toEqual(["work"]);
      yield* other.join();
    });
    expect(kinds).toEqual(["clean"]);
  });

  it("unparks by its waker, and by clones of it", () => {
    const { finding } = runOnce(function* () {
      const parker = new ParkThread();
      const waker = parker.unpark().intoWaker();
      const clone = yield* waker.clone();
      expect(waker.willWake(clone)).toBe(true);
      yield* clone.wake();
      yield* parker.park();
      yield* waker.wakeByRef();
      yield* parker.park();
      yield* waker.drop();
    });
    expect(finding).toBeNull();
  });
});

describe("CachedParkThread", () => {
  it("is one parker for each thread", () => {
    const { finding } = runOnce(function* () {
      const here = new CachedParkThread().unpark().task;
      expect(new CachedParkThread().unpark().task).toBe(here);
      const other = yield* spawn(function* () {
        const there = new CachedParkThread().unpark();
        yield* there.unpark();
        return there.task;
      });
      expect((yield* other.join()) === here).toBe(false);
    });
    expect(finding).toBeNull();
  });

  it("gives up after the time that it was given", () => {
    const { finding } = runOnce(function* () {
      const parker = new CachedParkThread();
      expect(yield* parker.blockOnTimeout(readyFuture(7), 10)).toEqual({ value: 7 });
      expect(yield* parker.blockOnTimeout(pending(), 10)).toBeNull();
      expect(now()).toBe(10);
      expect(yield* parker.blockOn(readyFuture(8))).toBe(8);
    });
    expect(finding).toBeNull();
  });
});
