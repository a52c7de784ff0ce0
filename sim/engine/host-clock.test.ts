import { describe, expect, it } from "vitest";
import { AtomicBool } from "../atomic/atomic-bool.ts";
import type { Op } from "../op.ts";
import { Condvar } from "../sync/condvar.ts";
import { Mutex } from "../sync/mutex.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { later } from "../thread/later.ts";
import { parkTimeout } from "../thread/park.ts";
import { now, sleep } from "../thread/sleep.ts";
import { currentThread, spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { HostClock } from "./host-clock.ts";

const SECOND = 1_000_000_000;

/** The main thread moves to a host of its own, so that its threads are there too. */
function moveToHost(ppm = 0): HostClock {
  const host = new HostClock("host");
  currentThread().host = host;
  host.setDrift(ppm);
  return host;
}

describe("a host's clock", () => {
  it("agrees with virtual time until it drifts", () => {
    const execution = runClean(function* () {
      const host = moveToHost();
      yield* sleep(SECOND);
      expect(now()).toBe(SECOND);
      host.setDrift(250_000);
      expect(now()).toBe(SECOND);
      yield* sleep(SECOND);
      expect(now()).toBe(2 * SECOND);
    });
    expect(execution.now).toBe(SECOND + SECOND / 1.25);
  });

  it("is the clock of sleep, of park and of condition variables, of child threads too", () => {
    const execution = runClean(function* () {
      moveToHost(-500_000);
      const child = yield* spawn(function* () {
        yield* sleep(SECOND);
        yield* parkTimeout(SECOND);
        const guard = yield* new Mutex(0, "mutex").lock();
        yield* new Condvar("condvar").waitTimeout(guard, SECOND);
        yield* guard.drop();
        expect(now()).toBe(3 * SECOND);
      }, "child");
      yield* child.join();
    });
    expect(execution.now).toBe(6 * SECOND);
  });

  it("is never early and at most one virtual ns late, whatever the drift", () => {
    runClean(function* () {
      const host = moveToHost();
      for (const ppm of [1, -1, 333_333, -333_333, 499_999, -499_999, 7]) {
        host.setDrift(ppm);
        for (const ns of [1, 2, 3, 999, SECOND - 1, 86_400 * SECOND]) {
          const local = host.now() + ns;
          const at = host.virtualAt(local);
          expect(host.localAt(at)).toBeGreaterThanOrEqual(local);
          expect(host.localAt(at - 1)).toBeLessThan(local);
        }
        yield* sleep(17);
      }
    });
  });

  it("moves the ends of the waits that are under way when its drift changes", () => {
    const execution = runClean(function* () {
      const host = new HostClock("host");
      currentThread().host = host;
      later(500, () => host.setDrift(-500_000));
      yield* sleep(1_000);
      expect(now()).toBe(1_000);
    });
    expect(execution.now).toBe(1_500);
  });

  it("refuses more than half", () => {
    expect(() => runOnce(drifting(-500_001))).toThrow("host.setDrift(-500001): give it whole millionths");
  });
});

describe("a pause of a host", () => {
  it("keeps its threads where they are until it is over, and others go on", () => {
    const { kinds } = sweep(
      function* () {
        const there = new AtomicBool(false, "there");
        const host = new HostClock("host");
        const paused = yield* spawn(function* () {
          currentThread().host = host;
          host.pause(100);
          yield* there.store(true, "Relaxed");
          expect(now()).toBe(100);
        }, "paused");
        yield* sleep(99);
        expect(yield* there.load("Relaxed")).toBe(false);
        yield* paused.join();
        expect(now()).toBe(100);
      },
      { runs: 50 },
    );
    expect(kinds).toEqual(["clean"]);
  });

  it("delays the timeouts that fall into it, and does not stop the host's clock", () => {
    runClean(function* () {
      const host = moveToHost();
      later(5, () => host.pause(100));
      yield* sleep(10);
      expect(now()).toBe(105);
      yield* sleep(10);
      expect(now()).toBe(115);
    });
  });

  it("holds a thread that has not started, and one that waits for what comes meanwhile", () => {
    const at = { new: 0, waiting: 0 };
    const { kinds } = sweep(
      function* () {
        const host = moveToHost();
        const mutex = new Mutex(0, "mutex");
        const outside = yield* spawn(function* (): Op<void> {
          currentThread().host = null;
          const guard = yield* mutex.lock();
          later(1, () => host.pause(50));
          yield* sleep(10);
          yield* guard.drop();
        }, "outside");
        yield* sleep(2);
        yield* spawn(function* () {
          at.new = now();
          yield* yieldNow();
        }, "new");
        yield* (yield* mutex.lock()).drop();
        at.waiting = now();
        yield* outside.join();
      },
      { runs: 50 },
    );
    expect(kinds).toEqual(["clean"]);
    expect(at).toEqual({ new: 51, waiting: 51 });
  });

  it("may be ended early, and a longer one takes the place of the one before", () => {
    const execution = runClean(function* () {
      const host = moveToHost();
      host.pause(1_000);
      host.pause(20);
      yield* yieldNow();
      expect(now()).toBe(20);
      later(5, () => host.resume());
      host.pause(1_000);
      yield* yieldNow();
      expect(now()).toBe(25);
    });
    expect(execution.now).toBe(25);
  });
});

function drifting(ppm: number): () => Op<void> {
  return function* () {
    moveToHost(ppm);
    yield* yieldNow();
  };
}
