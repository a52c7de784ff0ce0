import { describe, expect, it } from "vitest";
import { AtomicBool } from "../atomic/atomic-bool.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { park, parkTimeout, unpark } from "./park.ts";
import { now, sleep } from "./sleep.ts";
import { currentThread, spawn } from "./spawn.ts";

const SECOND = 1_000_000_000;

describe("park", () => {
  it("takes a token that was there before, and two tokens are one", () => {
    const found = runOnce(function* () {
      const me = currentThread();
      yield* unpark(me);
      yield* unpark(me);
      yield* park();
      yield* park();
    }).finding;
    expect(found?.kind).toBe("lost-wakeup");
    expect(found?.message).toBe(
      '"main" sleeps for ever: waits for unpark(main), and nobody is left who could wake it.',
    );
  });

  it("sees all that was done before the unpark", () => {
    const verdict = sweep(function* () {
      const cell = new UnsafeCell(0, "cell");
      const me = currentThread();
      yield* spawn(function* () {
        yield* cell.set(1);
        yield* unpark(me);
      }, "waker");
      yield* park();
      expect(yield* cell.get()).toBe(1);
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("loses the wakeup of a flag that is read too early, under some schedules", () => {
    const verdict = sweep(function* () {
      const sleeping = new AtomicBool(false, "sleeping");
      const ready = new AtomicBool(false, "ready");
      const sleeper = yield* spawn(function* () {
        if (yield* ready.load("Acquire")) return;
        yield* sleeping.store(true, "SeqCst"); // too late: the other may have looked already
        yield* park();
      }, "sleeper");
      yield* ready.store(true, "Release");
      if (yield* sleeping.load("SeqCst")) yield* unpark(sleeper.thread);
      yield* sleeper.join();
    });
    expect(verdict.kinds).toEqual(["clean", "lost-wakeup"]);
    expect(verdict.finding?.message).toContain('"sleeper" sleeps for ever: waits for unpark(sleeper)');
    expect(verdict.finding?.details).toContain(
      '"main" waits for "sleeper" to finish at sleeper.join(): only "sleeper" could end that',
    );
  });

  it("wakes without cause only where the bounds say so", () => {
    const model = () => park();
    expect(sweep(model, { runs: 100 }).kinds).toEqual(["lost-wakeup"]);
    expect(sweep(model, { runs: 100, bounds: { spuriousWakeups: true } }).kinds).toEqual(["clean", "lost-wakeup"]);
  });
});

describe("parkTimeout", () => {
  it("ends when its time is up, or earlier by an unpark", () => {
    runClean(function* () {
      yield* parkTimeout(SECOND);
      expect(now()).toBe(SECOND);
      const me = currentThread();
      yield* spawn(function* () {
        yield* sleep(1);
        yield* unpark(me);
      }, "waker");
      yield* parkTimeout(SECOND);
      expect(now()).toBe(SECOND + 1);
    });
  });

  it("does not leave its time behind for the next park", () => {
    const found = runOnce(function* () {
      yield* unpark(currentThread());
      yield* parkTimeout(SECOND);
      yield* park();
    }).finding;
    expect(found?.kind).toBe("lost-wakeup");
  });

  it("refuses what is no length of time", () => {
    for (const ns of [-1, 1.5, Number.NaN]) {
      expect(() => runOnce(() => parkTimeout(ns))).toThrow(`parkTimeout(${ns}): give it whole nanoseconds`);
      expect(() => runOnce(() => sleep(ns))).toThrow(`sleep(${ns}): give it whole nanoseconds`);
    }
  });
});
