import { describe, expect, it } from "vitest";
import { catchUnwind, now, type Op, spawn as spawnThread } from "../../sim/index.ts";
import { Builder } from "../builder.ts";
import { async_, wait } from "../future/async.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { runClean, runOnce } from "../future/testing/run.ts";
import { Handle } from "../handle.ts";
import { remainingBudget } from "../task/coop.ts";
import { spawn } from "../task/spawn.ts";
import { instantNow } from "./now.ts";
import { type Sleep, sleep, sleepUntil } from "./sleep.ts";
import { MS, nowMs, onPausedRuntime } from "./testing/on-runtime.ts";

/** The body as the main future of a runtime whose clock is the virtual one. */
function onRuntime(body: () => Op<void>): void {
  runClean(function* () {
    const runtime = yield* Builder.newCurrentThread({ enableTime: true }).build();
    yield* runtime.blockOn(async_(body));
    yield* runtime.drop();
  });
}

function* isReady(sleeping: Sleep, waker: RecordingWaker): Op<boolean> {
  const passed = waker.waker();
  try {
    return (yield* sleeping.poll(new Context(passed))).ready;
  } finally {
    passed.forget();
  }
}

describe("Sleep", () => {
  it("is ready at its moment, rounded up to a tick of 1 ms, in virtual time", () => {
    onRuntime(function* () {
      yield* wait(sleep(1));
      expect(now()).toBe(MS);
      yield* wait(sleepUntil(3 * MS));
      expect(now()).toBe(3 * MS);
      yield* wait(sleepUntil(2 * MS));
      expect(now()).toBe(3 * MS);
    });
  });

  it("counts ticks from when the runtime was built", () => {
    runClean(function* () {
      const first = yield* Builder.newCurrentThread({ enableTime: true }).build();
      yield* first.blockOn(async_(() => wait(sleepUntil(1_500_000))));
      expect(now()).toBe(2 * MS);
      const second = yield* Builder.newCurrentThread({ enableTime: true }).build();
      yield* second.blockOn(async_(() => wait(sleep(1_500_000))));
      expect(now()).toBe(4 * MS);
      yield* first.drop();
      yield* second.drop();
    });
  });

  it("wakes who polled last, once", () => {
    onPausedRuntime(function* () {
      const [first, last] = [new RecordingWaker("first"), new RecordingWaker("last")];
      const one = sleep(5 * MS);
      expect(yield* isReady(one, first)).toBe(false);
      expect(yield* isReady(one, last)).toBe(false);
      yield* wait(sleep(9 * MS));
      expect([first.wakes, last.wakes]).toEqual([0, 1]);
      expect(yield* isReady(one, last)).toBe(true);
      yield* one.drop();
    });
  });

  it("may be put off and brought forward, before and after it was ready", () => {
    onPausedRuntime(function* () {
      const start = instantNow();
      const one = sleep(5 * MS);
      yield* wait(lent(one));
      expect(yield* one.isElapsed()).toBe(true);
      for (const ms of [20, 40, 30]) yield* one.reset(start + ms * MS);
      expect(one.deadline).toBe(start + 30 * MS);
      expect(yield* one.isElapsed()).toBe(false);
      yield* wait(lent(one));
      expect(instantNow() - start).toBe(30 * MS);
      yield* one.drop();
    });
  });

  it("wakes who waits when it is brought forward to what is past", () => {
    onPausedRuntime(function* () {
      const waker = new RecordingWaker("waits");
      yield* wait(sleep(3 * MS));
      const one = sleep(5 * MS);
      expect(yield* isReady(one, waker)).toBe(false);
      yield* one.reset(0);
      expect(waker.wakes).toBe(1);
      expect(yield* isReady(one, waker)).toBe(true);
      yield* one.drop();
    });
  });

  it("does not wake who polled before a reset that leaves it to the next poll", () => {
    onPausedRuntime(function* () {
      const waker = new RecordingWaker("polled");
      const one = sleep(5 * MS);
      yield* isReady(one, waker);
      yield* wait(sleep(6 * MS));
      yield* one.resetWithoutReregister(instantNow() + 2 * MS);
      yield* wait(sleep(6 * MS));
      expect(waker.wakes).toBe(1);
      expect(yield* isReady(one, waker)).toBe(true);
      yield* one.drop();
    });
  });

  it("is as good as endless where it is told so", () => {
    onPausedRuntime(function* () {
      const endless = sleep(Number.POSITIVE_INFINITY);
      const waker = new RecordingWaker("waits");
      expect(yield* isReady(endless, waker)).toBe(false);
      yield* wait(sleep(86_400_000 * MS));
      expect(waker.wakes).toBe(0);
      yield* endless.drop();
      expect(waker.calls).toEqual(["clone", "drop"]);
    });
  });

  it("spends the budget of its task when it is ready, not before", () => {
    onPausedRuntime(function* () {
      const before = remainingBudget() ?? 0;
      const waker = new RecordingWaker("waits");
      const one = sleep(MS);
      yield* isReady(one, waker);
      expect(remainingBudget()).toBe(before);
      yield* one.reset(0);
      yield* isReady(one, waker);
      expect(remainingBudget()).toBe(before - 1);
      yield* one.drop();
    });
  });

  it("yields to the runtime though it is ready when the budget is spent", () => {
    onPausedRuntime(function* () {
      let turns = 0;
      const other = yield* spawn(
        async_(function* () {
          turns++;
        }),
      );
      for (let i = 0; i < 200; i++) yield* wait(sleepUntil(0));
      expect(turns).toBe(1);
      expect(nowMs()).toBe(0);
      yield* other.drop();
    });
  });

  it("is driven by the workers of a multi-thread runtime", () => {
    runClean(function* () {
      const runtime = yield* Builder.newMultiThread({ enableAll: true, workerThreads: 1 }).build();
      yield* runtime.blockOn(async_(() => wait(sleep(7 * MS))));
      expect(now()).toBe(7 * MS);
      yield* runtime.drop();
    });
  });

  it("panics without a time driver, outside of a runtime, and after the runtime's end", () => {
    runClean(function* () {
      const panicOf = function* (call: () => Op<unknown>): Op<unknown> {
        const caught = yield* catchUnwind(call);
        return caught.ok ? null : caught.panic.payload;
      };
      const make = function* (): Op<void> {
        yield* sleep(1).drop();
      };
      expect(yield* panicOf(make)).toContain("must be called from the context of a Tokio 1.x runtime");
      const timeless = yield* Builder.newCurrentThread().build();
      const entered = timeless.enter();
      expect(yield* panicOf(make)).toContain("timers are disabled");
      entered.drop();
      yield* timeless.drop();
      const runtime = yield* Builder.newCurrentThread({ enableTime: true }).build();
      const again = runtime.enter();
      const left = sleep(MS);
      again.drop();
      yield* runtime.drop();
      const waker = new RecordingWaker("late");
      expect(yield* panicOf(() => isReady(left, waker))).toContain("it is being shutdown");
      yield* left.drop();
    });
  });

  it("refuses what is no length of time, and must be dropped", () => {
    const half = () =>
      runOnce(function* () {
        yield* sleep(0.5).drop();
      });
    expect(half).toThrow("sleep(0.5): give it whole nanoseconds");
    const left = runOnce(function* () {
      const runtime = yield* Builder.newCurrentThread({ enableTime: true }).build();
      const entered = runtime.enter();
      sleep(1);
      entered.drop();
      yield* runtime.drop();
    });
    expect(left?.kind).toBe("leak");
  });
});

describe("a driver", () => {
  it("wakes all who wait for one tick, in the order of their registration", () => {
    onPausedRuntime(function* () {
      const order: number[] = [];
      const sleeps: Sleep[] = [];
      for (let i = 0; i < 70; i++) {
        const waker = new RecordingWaker(`${i}`, { onCall: (call) => void (call === "wake" && order.push(i)) });
        const one = sleep(3 * MS);
        yield* isReady(one, waker);
        sleeps.push(one);
      }
      yield* wait(sleep(3 * MS));
      expect(order).toEqual(sleeps.map((_, i) => i));
      for (const one of sleeps) yield* one.drop();
    });
  });

  it("is told of a nearer timer by a thread that only entered the runtime", () => {
    onRuntime(function* () {
      const handle = Handle.current();
      const other = yield* spawnThread(function* () {
        const current = handle.enter();
        const near = sleep(MS);
        yield* handle.blockOn(lent(near));
        expect(now()).toBe(MS);
        yield* near.drop();
        current.drop();
      });
      yield* wait(sleep(60_000 * MS));
      yield* other.join();
    });
  });
});

/** A future that another one owns. */
function lent(sleeping: Sleep) {
  return { poll: (cx: Context) => sleeping.poll(cx), *drop() {} };
}
