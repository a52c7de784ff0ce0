import { describe, expect, it } from "vitest";
import { AtomicBool } from "../atomic/atomic-bool.ts";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Op } from "../op.ts";
import { Mutex } from "../sync/mutex.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { RandomStrategy } from "./random.ts";
import { SurwStrategy } from "./surw.ts";
import { chiSquare, ordersOf } from "./testing/orders.ts";
import { Player } from "./testing/player.ts";
import { profileOf } from "./testing/profile-of.ts";

const RUNS = 1_500;

function surwFor(model: () => Op<void>): SurwStrategy {
  const strategy = new SurwStrategy();
  strategy.learn(profileOf(model));
  return strategy;
}

const onX = (step: string) => step.includes(": x.");

/** Two threads of two steps on x each; one of them comes there only after many steps on its own. Six orders. */
function* far(): Op<void> {
  const x = new AtomicUsize(0, "x");
  const twice = function* (): Op<void> {
    yield* x.fetchAdd(1, "Relaxed");
    yield* x.fetchAdd(1, "Relaxed");
  };
  yield* spawn(function* () {
    const own = new AtomicUsize(0, "own");
    for (let i = 0; i < 12; i++) yield* own.store(i, "Relaxed");
    yield* twice();
  }, "far");
  yield* spawn(twice, "near");
}

/** Four threads, spawned one after the other, with one step on x each. 24 orders. */
function* oneByOne(): Op<void> {
  const x = new AtomicUsize(0, "x");
  for (const name of ["a", "b", "c", "d"]) yield* spawn(() => x.fetchAdd(1, "Relaxed"), name);
}

/** Three threads, each of which takes a lock after some steps of its own. Six orders. */
function* locked(): Op<void> {
  const lock = new Mutex(0, "x");
  for (const [name, own] of [
    ["a", 0],
    ["b", 6],
    ["c", 12],
  ] as const) {
    yield* spawn(function* () {
      const padding = new AtomicUsize(0, "own");
      for (let i = 0; i < own; i++) yield* padding.store(i, "Relaxed");
      yield* (yield* lock.lock()).drop();
    }, name);
  }
}

describe("surw", () => {
  // Chi-square has a mean of one less than there are orders; the limits are four standard deviations above.
  it.each([
    ["however far from them a thread begins", far, 6, 18],
    ["whoever is spawned last", oneByOne, 24, 50],
  ])("makes all orders of the events on a shared object equally likely, %s", (_what, model, orders, limit) => {
    const counts = ordersOf(model, surwFor(model), RUNS, onX);
    expect(counts.size).toBe(orders);
    expect(chiSquare(counts, orders, RUNS)).toBeLessThan(limit);
    expect(chiSquare(ordersOf(model, new RandomStrategy(), RUNS, onX), orders, RUNS)).toBeGreaterThan(10 * limit);
  });

  it("gives each order of critical sections its due", () => {
    const acquires = (step: string) => step.includes(": x.lock");
    const counts = ordersOf(locked, surwFor(locked), RUNS, acquires);
    expect(counts.size).toBe(6);
    // Not equally likely, since whoever waits for the lock is left out of the draws; at random some never come up.
    expect(Math.min(...counts.values())).toBeGreaterThan(RUNS / 20);
    const random = ordersOf(locked, new RandomStrategy(), RUNS, acquires);
    expect(Math.max(...random.values())).toBeGreaterThan(RUNS * 0.9);
  });

  it("draws from the seed which of several objects it is that counts", () => {
    const model = function* (): Op<void> {
      const [x, y] = [new AtomicUsize(0, "x"), new AtomicUsize(0, "y")];
      yield* spawn(function* () {
        yield* x.fetchAdd(1, "Relaxed");
        for (let i = 0; i < 12; i++) yield* y.fetchAdd(1, "Relaxed");
      }, "other");
      for (let i = 0; i < 12; i++) yield* y.fetchAdd(1, "Relaxed");
      yield* x.fetchAdd(1, "Relaxed");
    };
    // Half of the time it is x, and then half of the time main is first there, after 12 steps on y;
    // of the orders in which y counts there are few like that.
    const counts = ordersOf(model, surwFor(model), RUNS, onX);
    const share = (counts.get("main other") ?? 0) / RUNS;
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.35);
  });

  it("gets through spin loops that wait for those who wait for the spinning thread", () => {
    const spinning = (pause: () => Op<void>) =>
      function* (): Op<void> {
        const x = new AtomicUsize(0, "x");
        const flag = new AtomicBool(false, "flag");
        yield* spawn(function* () {
          for (let i = 0; i < 3; i++) yield* x.fetchAdd(1, "Relaxed");
          yield* flag.store(true, "Release");
        }, "worker");
        while (!(yield* flag.load("Acquire"))) yield* pause();
        for (let i = 0; i < 30; i++) yield* x.fetchAdd(1, "Relaxed");
      };
    for (const pause of [yieldNow, () => new AtomicUsize(0, "own").load("Relaxed") as Op<unknown> as Op<void>]) {
      const model = spinning(pause);
      expect(new Player(model, { steps: 2_000 }).count(surwFor(model), 500)).toBe(0);
    }
  });

  it("is a plain walk where it learnt nothing", () => {
    const orders = ordersOf(far, new SurwStrategy(), 500, onX);
    expect(orders.get("near near far far") ?? 0).toBeGreaterThan(450);
  });
});
