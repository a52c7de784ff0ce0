import { describe, expect, it } from "vitest";
import { AtomicBool } from "../atomic/atomic-bool.ts";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Op } from "../op.ts";
import { spawn } from "../thread/spawn.ts";
import { PosStrategy } from "./pos.ts";
import { RandomStrategy } from "./random.ts";
import type { Strategy } from "./strategy.ts";
import { ordersOf } from "./testing/orders.ts";
import { Player } from "./testing/player.ts";

const RUNS = 4_000;
/** Three standard deviations of a share in so many runs, at most. */
const TOLERANCE = 0.024;

/** The orders of the steps on the object called `x`, and how often each came up. */
function ordersOfX(model: () => Op<void>, strategy: Strategy): Map<string, number> {
  return ordersOf(model, strategy, RUNS, (step) => step.includes(": x."));
}

function share(counts: ReadonlyMap<string, number>, order: string): number {
  return (counts.get(order) ?? 0) / RUNS;
}

/** The main thread has one step on x, the other as many steps on its own before it gets to x. */
function far(own: number): () => Op<void> {
  return function* () {
    const x = new AtomicUsize(0, "x");
    yield* spawn(function* () {
      const padding = new AtomicUsize(0, "own");
      for (let i = 0; i < own; i++) yield* padding.store(i, "Relaxed");
      yield* x.store(1, "Relaxed");
    }, "far");
    yield* x.store(2, "Relaxed");
  };
}

/** Both threads go two steps on x: six orders, if all steps conflict. */
function twice(access: (x: AtomicUsize) => Op<unknown>): () => Op<void> {
  return function* () {
    const x = new AtomicUsize(0, "x");
    yield* spawn(function* () {
      yield* access(x);
      yield* access(x);
    }, "other");
    yield* access(x);
    yield* access(x);
  };
}

describe("pos", () => {
  // The other is first at x if each of its m + 1 priorities is above the main thread's one, which
  // stays as drawn: 1 / (m + 2). At random it must win m + 2 times: its start counts, too.
  it.each([0, 1, 4, 10])("gives the order that a thread reaches after %i steps of its own its due", (own) => {
    const counts = ordersOfX(far(own), new PosStrategy());
    expect(Math.abs(share(counts, "far main") - 1 / (own + 2))).toBeLessThan(TOLERANCE);
    expect(counts.size).toBe(2);
    const random = ordersOfX(far(own), new RandomStrategy());
    expect(Math.abs(share(random, "far main") - 1 / 2 ** (own + 2))).toBeLessThan(TOLERANCE);
  });

  it("decides each pair of writes afresh: 1/4 for a thread that goes first twice, 1/8 for the four others", () => {
    const counts = ordersOfX(
      twice((x) => x.store(1, "Relaxed")),
      new PosStrategy(),
    );
    expect(counts.size).toBe(6);
    for (const [order, count] of counts) {
      const due = order === "main main other other" || order === "other other main main" ? 1 / 4 : 1 / 8;
      expect(Math.abs(count / RUNS - due)).toBeLessThan(TOLERANCE);
    }
  });

  // The first step of main goes before the other's with 1/2; without redrawing, it and the next
  // are both before with 1/3, as one of three numbers is the lowest.
  it("keeps the priorities of steps that only read: their order does not matter", () => {
    const counts = ordersOfX(
      twice((x) => x.load("Relaxed")),
      new PosStrategy(),
    );
    for (const order of ["main main other other", "other other main main"]) {
      expect(Math.abs(share(counts, order) - 1 / 3)).toBeLessThan(TOLERANCE);
    }
  });

  it("gets through spin loops, though a step may have a low priority for long", () => {
    const player = new Player(
      function* () {
        const flag = new AtomicBool(false, "flag");
        yield* spawn(function* () {
          yield* new AtomicUsize(0, "own").store(1, "Relaxed");
          yield* flag.store(true, "Release");
        });
        while (!(yield* flag.load("Acquire"))) yield* new AtomicUsize(0, "own").load("Relaxed");
      },
      { steps: 1_000 },
    );
    expect(player.count(new PosStrategy(), 2_000)).toBe(0);
  });
});
