import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Op } from "../op.ts";
import { spawn } from "../thread/spawn.ts";
import { RandomStrategy } from "./random.ts";
import { chiSquare, ordersOf } from "./testing/orders.ts";
import { Player } from "./testing/player.ts";
import { profileOf } from "./testing/profile-of.ts";
import { UrwStrategy } from "./urw.ts";

const RUNS = 3_000;

function urwFor(model: () => Op<void>): UrwStrategy {
  const strategy = new UrwStrategy();
  strategy.learn(profileOf(model));
  return strategy;
}

function* steps(count: number): Op<void> {
  const own = new AtomicUsize(0, "own");
  for (let i = 0; i < count; i++) yield* own.store(i, "Relaxed");
}

/** After the first spawn: five steps beside a spawn and the two steps that come after it. C(8, 3) = 56 orders. */
function* uneven(): Op<void> {
  yield* spawn(() => steps(5), "long");
  yield* spawn(() => steps(2), "short");
}

/** A thread of two steps whose last one spawns another of four, beside three steps of the main one: C(9, 3) = 84. */
function* nested(): Op<void> {
  yield* spawn(function* () {
    yield* steps(1);
    yield* spawn(() => steps(4), "grandchild");
  }, "child");
  yield* steps(3);
}

/** As `uneven`, with accesses to plain memory, where nobody can come between. */
function* withPlainMemory(): Op<void> {
  yield* spawn(function* () {
    const cell = new UnsafeCell(0, "cell");
    const own = new AtomicUsize(0, "own");
    for (let i = 0; i < 5; i++) {
      yield* own.store(i, "Relaxed");
      yield* cell.set(i);
    }
  }, "long");
  yield* spawn(() => steps(2), "short");
}

describe("urw", () => {
  // Chi-square has a mean of 55 (83) and a standard deviation of 11 (13) where all are equally likely.
  it.each([
    ["threads of uneven length", uneven, 56, 100],
    ["what a child will spawn", nested, 84, 140],
  ])("makes all interleavings of %s equally likely", (_what, model, orders, limit) => {
    const counts = ordersOf(model, urwFor(model), RUNS);
    expect(counts.size).toBe(orders);
    expect(chiSquare(counts, orders, RUNS)).toBeLessThan(limit);
    expect(chiSquare(ordersOf(model, new RandomStrategy(), RUNS), orders, RUNS)).toBeGreaterThan(10 * limit);
  });

  it("does not take accesses to plain memory for events", () => {
    const counted = (step: string) => !step.includes("cell");
    const counts = ordersOf(withPlainMemory, urwFor(withPlainMemory), RUNS, counted);
    expect(chiSquare(counts, 56, RUNS)).toBeLessThan(100);
  });

  it("starves nobody who takes more steps than was estimated", () => {
    const strategy = urwFor(uneven);
    const player = new Player(function* () {
      yield* spawn(() => steps(60), "long");
      yield* spawn(() => steps(60), "short");
    });
    const leads = Array.from({ length: 200 }, (_, run) => {
      const { steps: order } = player.record(strategy, `run.${run}`);
      return order.findIndex((step, at) => at > 8 && step.startsWith(order.at(-1)?.slice(0, 5) ?? ""));
    });
    // Beyond the estimate they take turns at random: whoever ends last has been there early, too.
    expect(Math.max(...leads)).toBeLessThan(60);
  });
});
