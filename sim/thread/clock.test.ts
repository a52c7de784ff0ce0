import { describe, expect, it } from "vitest";
import type { Op } from "../op.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { now, sleep } from "./sleep.ts";
import { spawn } from "./spawn.ts";
import { yieldNow } from "./yield-now.ts";

const DAY = 24 * 3600 * 1_000_000_000;

describe("the virtual clock", () => {
  it("spends a hundred simulated days in as many steps", () => {
    const execution = runClean(function* () {
      expect(now()).toBe(0);
      for (let day = 1; day <= 100; day++) yield* sleep(DAY);
    });
    expect(execution.now).toBe(100 * DAY);
    expect(execution.steps).toBe(100);
  });

  it("moves only when all threads wait, to the earliest that is due", () => {
    const woke: string[] = [];
    const sleeper = (name: string, ns: number) =>
      function* (): Op<void> {
        yield* sleep(ns);
        woke.push(`${name} at ${now()}`);
      };
    runClean(function* () {
      yield* spawn(sleeper("late", 30), "late");
      yield* spawn(sleeper("early", 10), "early");
      for (let i = 0; i < 5; i++) yield* yieldNow();
      expect(now()).toBe(0);
      yield* sleep(20);
      woke.push(`main at ${now()}`);
    });
    expect(woke).toEqual(["early at 10", "main at 20", "late at 30"]);
  });

  it("lets the strategy order those that are due together", () => {
    const orders = new Set<string>();
    sweep(
      function* () {
        let order = "";
        const sleeper = (name: string) =>
          function* (): Op<void> {
            yield* sleep(DAY);
            order += name;
          };
        const threads = [yield* spawn(sleeper("a"), "a"), yield* spawn(sleeper("b"), "b")];
        for (const thread of threads) yield* thread.join();
        orders.add(order);
      },
      { runs: 50 },
    );
    expect(orders).toEqual(new Set(["ab", "ba"]));
  });

  it("moves at any time where the bounds say so", () => {
    const seen = (clock: "idle" | "anytime"): Set<number> => {
      const times = new Set<number>();
      sweep(
        function* () {
          yield* spawn(() => sleep(5), "sleeper");
          yield* yieldNow();
          yield* yieldNow();
          times.add(now());
        },
        { bounds: { clock }, runs: 100 },
      );
      return times;
    };
    expect(seen("idle")).toEqual(new Set([0]));
    expect(seen("anytime")).toEqual(new Set([0, 5]));
  });

  it("does not pass the bound of virtual time: a longer wait never ends", () => {
    const found = runOnce(() => sleep(DAY), { bounds: { virtualTimeNs: DAY - 1 } }).finding;
    expect(found?.kind).toBe("deadlock");
    expect(found?.message).toContain(`sleeps until ${DAY} ns`);
    expect(found?.details[0]).toContain(`that is beyond the bound of ${DAY - 1} ns of virtual time`);
  });
});
