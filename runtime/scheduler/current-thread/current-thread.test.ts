import { describe, expect, it } from "vitest";
import { catchUnwind, type Op } from "../../../sim/index.ts";
import { currentScheduler } from "../../context.ts";
import { newDriver } from "../../driver.ts";
import { async_, wait } from "../../future/async.ts";
import { pollFn } from "../../future/poll-fn.ts";
import { readyFuture } from "../../future/ready.ts";
import { yieldNow } from "../../future/yield-now.ts";
import { Probe } from "../../task/testing/futures.ts";
import { runOnce } from "../../task/testing/sweep.ts";
import type { CurrentThreadConfig } from "./config.ts";
import { CurrentThread } from "./current-thread.ts";

function newRuntime(config: CurrentThreadConfig = {}): CurrentThread {
  const { driver, handle } = newDriver();
  return new CurrentThread(driver, handle, config);
}

function run(model: () => Op<void>): void {
  const { finding } = runOnce(model);
  expect(finding).toBeNull();
}

describe("CurrentThread", () => {
  it("runs what is spawned, in order, on the thread that blocks", () => {
    run(function* () {
      const runtime = newRuntime();
      const ran: number[] = [];
      const noting = (n: number) =>
        async_(function* () {
          ran.push(n);
          return n;
        });
      const joins = [yield* runtime.handle.spawn(noting(1)), yield* runtime.handle.spawn(noting(2))];
      expect(yield* runtime.handle.numAliveTasks()).toBe(2);
      const sum = async_(function* () {
        let total = 0;
        for (const join of joins) {
          const result = yield* wait(join);
          total += result.ok ? result.value : Number.NaN;
        }
        return total;
      });
      expect(yield* runtime.blockOn(sum)).toBe(3);
      expect(ran).toEqual([1, 2]);
      expect(yield* runtime.handle.numAliveTasks()).toBe(0);
      yield* runtime.shutdown();
    });
  });

  it("lets the driver have its turn after so many tasks, though there are more", () => {
    run(function* () {
      let turns = 0;
      const { driver, handle } = newDriver();
      const counting = {
        park: driver.park.bind(driver),
        parkTimeout: (...of: Parameters<typeof driver.parkTimeout>) => {
          turns++;
          return driver.parkTimeout(...of);
        },
        shutdown: driver.shutdown.bind(driver),
      };
      const runtime = new CurrentThread(counting, handle, { eventInterval: 2 });
      for (let i = 0; i < 6; i++) yield* (yield* runtime.handle.spawn(readyFuture(i))).drop();
      const last = yield* runtime.handle.spawn(readyFuture(6));
      yield* runtime.blockOn(last);
      expect(turns).toBe(3);
      yield* runtime.shutdown();
    });
  });

  it("calls its hooks, and does not sleep on what the first one spawns", () => {
    run(function* () {
      const calls: string[] = [];
      let spawned = false;
      const runtime: CurrentThread = newRuntime({
        *beforePark() {
          calls.push("beforePark");
          if (!spawned) yield* (yield* runtime.handle.spawn(opens)).drop();
          spawned = true;
        },
        *afterUnpark() {
          calls.push("afterUnpark");
        },
      });
      let wake = function* (): Op<void> {};
      let open = false;
      const opens = pollFn(function* () {
        open = true;
        yield* wake();
        return { ready: true, value: undefined } as const;
      });
      const passes = pollFn(function* (cx) {
        if (open) return { ready: true, value: undefined } as const;
        const waker = yield* cx.waker.clone();
        wake = () => waker.wake();
        return { ready: false } as const;
      });
      yield* runtime.blockOn(passes);
      expect(calls).toEqual(["beforePark", "afterUnpark", "beforePark", "afterUnpark"]);
      yield* runtime.shutdown();
    });
  });

  it("cannot be blocked on from inside, and drops the future that it was given", () => {
    run(function* () {
      const runtime = newRuntime();
      const inner = new Probe<void>({});
      const nested = yield* catchUnwind(() => runtime.blockOn(pollFn(() => runtime.blockOn(inner) as Op<never>)));
      expect(!nested.ok && nested.panic.message).toContain("Cannot start a runtime from within a runtime");
      expect(inner.consumed).toBe(true);
      expect(currentScheduler()).toBeNull();
      yield* runtime.shutdown();
    });
  });

  it("cancels at shutdown what was never polled", () => {
    run(function* () {
      const runtime = newRuntime();
      const future = new Probe<void>({});
      const join = yield* runtime.handle.spawn(future);
      yield* runtime.shutdown();
      expect(future.polls).toBe(0);
      expect(future.consumed).toBe(true);
      expect(yield* join.isFinished()).toBe(true);
      yield* join.drop();
    });
  });

  it("wakes one deferred task once, however often it was deferred", () => {
    run(function* () {
      const runtime = newRuntime();
      const future: Probe<number> = new Probe<number>({
        *poll(cx): Op<number | null> {
          if (future.polls > 1) return future.polls;
          const again = yieldNow();
          yield* again.poll(cx);
          yield* yieldNow().poll(cx);
          return null;
        },
      });
      const join = yield* runtime.handle.spawn(future);
      const result = yield* runtime.blockOn(join);
      expect(result.ok && result.value).toBe(2);
      yield* runtime.shutdown();
    });
  });
});
