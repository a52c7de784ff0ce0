import { describe, expect, it } from "vitest";
import { AtomicBool } from "../atomic/atomic-bool.ts";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { assert } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { PctStrategy } from "./pct.ts";
import { RandomStrategy } from "./random.ts";
import { Player } from "./testing/player.ts";

/** Steps that touch nobody, between the start of a thread and what matters. */
const PADDING = 16;

function* padding(): Op<void> {
  const own = new AtomicUsize(0, "own");
  for (let i = 0; i < PADDING; i++) yield* own.store(i, "Relaxed");
}

/** Two threads, n = 3 with the main one. */
function* both(left: () => Op<void>, right: () => Op<void>): Op<void> {
  yield* spawn(left, "left");
  yield* spawn(right, "right");
}

/** Depth 2: right must come after the first store of left and before the second. k = 21. */
function* depth2(): Op<void> {
  const x = new AtomicUsize(0, "x");
  yield* both(
    function* () {
      yield* padding();
      yield* x.store(1, "Relaxed");
      yield* x.store(0, "Relaxed");
    },
    function* () {
      assert((yield* x.load("Relaxed")) === 0, "right came between");
    },
  );
}
const DEPTH_2_STEPS = PADDING + 5;

/** Depth 3: and left's second store must come between two steps of right. k = 22. */
function* depth3(): Op<void> {
  const x = new AtomicUsize(0, "x");
  yield* both(
    function* () {
      yield* padding();
      yield* x.store(1, "Relaxed");
      yield* x.store(2, "Relaxed");
    },
    function* () {
      const first = yield* x.load("Relaxed");
      const second = yield* x.load("Relaxed");
      assert(first !== 1 || second !== 2, "left came between");
    },
  );
}
const DEPTH_3_STEPS = PADDING + 6;

/** Two threads, a spin lock, `pause` while it is held. */
function spinLock(pause: () => Op<void>): () => Op<void> {
  return function* () {
    const locked = new AtomicBool(false, "locked");
    const twice = function* (): Op<void> {
      for (let round = 0; round < 2; round++) {
        while (!(yield* locked.compareExchange(false, true, "Acquire", "Relaxed")).ok) yield* pause();
        yield* locked.store(false, "Release");
      }
    };
    yield* both(twice, twice);
  };
}

function* noPause(): Op<void> {}

/** a and b have two steps each, c has one. k = 8. */
function* nested(): Op<void> {
  const x = new AtomicUsize(0, "x");
  for (const [name, steps] of [
    ["a", 2],
    ["b", 2],
    ["c", 1],
  ] as const) {
    yield* spawn(function* () {
      for (let i = 0; i < steps; i++) yield* x.store(i, "Relaxed");
    }, name);
  }
}

/** The threads beside the main one, in the order of their turns. */
function turnsOf(steps: readonly string[]): string[] {
  const names = steps.map((step) => step.slice(0, step.indexOf(":"))).filter((name) => name !== "main");
  return names.filter((name, at) => name !== names[at - 1]);
}

function pct(depth: number, form: "plain" | "fair", steps: number): PctStrategy {
  const strategy = new PctStrategy(depth, form);
  strategy.learn({ steps });
  return strategy;
}

describe.each(["plain", "fair"] as const)("pct, %s", (form) => {
  it.each([
    [2, depth2, DEPTH_2_STEPS, 2_000],
    [3, depth3, DEPTH_3_STEPS, 8_000],
  ])("finds a bug of depth %i at least as often as promised", (depth, model, steps, runs) => {
    const promised = runs / (3 * steps ** (depth - 1));
    expect(promised).toBeGreaterThan(5);
    expect(new Player(model).count(pct(depth, form, steps), runs)).toBeGreaterThanOrEqual(promised);
  });

  it("finds nothing deeper than its depth", () => {
    expect(new Player(depth2).count(pct(1, form, DEPTH_2_STEPS), 1_000)).toBe(0);
    expect(new Player(depth3).count(pct(2, form, DEPTH_3_STEPS), 1_000)).toBe(0);
  });

  it("of depth 1 never leaves a thread that can go on for one spawned earlier or later", () => {
    const player = new Player(depth3);
    const strategy = pct(1, form, DEPTH_3_STEPS);
    for (let run = 0; run < 50; run++) {
      // Left and right each run through, once they have their turn.
      const { steps } = player.record(strategy, `run.${run}`);
      expect([...turnsOf(steps)].sort()).toEqual(["left", "right"]);
    }
  });
});

it("plain pct lets a thread that fell later end above as well as below one that fell before", () => {
  const player = new Player(nested);
  const strategy = pct(3, "plain", 8);
  const orders = Array.from({ length: 10_000 }, (_, run) => {
    const { steps } = player.record(strategy, `run.${run}`);
    return steps.map((step) => step[0]).join("");
  });
  expect(orders.filter((order) => order.endsWith("abcba")).length).toBeGreaterThan(2);
  expect(orders.filter((order) => order.endsWith("abcab")).length).toBeGreaterThan(2);
});

it.each([
  [2, depth2],
  [3, depth3],
])("random does not find a bug of depth %i in as many runs", (_depth, model) => {
  expect(new Player(model).count(new RandomStrategy(), 4_000)).toBe(0);
});

describe("fair pct", () => {
  it("gets through a spin lock that yields, and so does plain pct", () => {
    const player = new Player(spinLock(yieldNow), { steps: 90 });
    expect(player.count(pct(3, "fair", 20), 500)).toBe(0);
    expect(player.count(pct(3, "plain", 20), 500)).toBe(0);
  });

  it("gets through a spin lock that does not yield, on which plain pct starves", () => {
    const player = new Player(spinLock(noPause), { steps: 2_000 });
    expect(player.count(pct(3, "fair", 20), 500)).toBe(0);
    const plain = pct(3, "plain", 20);
    const kinds = Array.from({ length: 500 }, (_run, i) => player.play(plain, `run.${i}`)?.kind ?? "clean");
    expect(new Set(kinds)).toEqual(new Set(["clean", "livelock"]));
    expect(kinds.filter((kind) => kind === "livelock").length).toBeGreaterThan(10);
  });

  it("gets through when several threads spin and one of the lowest must go on", () => {
    const player = new Player(
      function* () {
        const flag = new AtomicBool(false, "flag");
        const spin = function* (): Op<void> {
          while (!(yield* flag.load("Acquire"))) yield* noPause();
        };
        for (let i = 0; i < 4; i++) yield* spawn(spin);
        yield* padding();
        yield* flag.store(true, "Release");
      },
      { steps: 20_000 },
    );
    expect(player.count(pct(2, "fair", 50), 200)).toBe(0);
  });

  it("schedules a program that neither yields nor waits as plain pct does", () => {
    const player = new Player(depth3);
    for (let run = 0; run < 50; run++) {
      const plain = player.record(pct(3, "plain", DEPTH_3_STEPS), `run.${run}`);
      expect(player.record(pct(3, "fair", DEPTH_3_STEPS), `run.${run}`)).toEqual(plain);
    }
  });

  it("lets time pass at times, and never run on while threads could go on", () => {
    const player = new Player(
      function* () {
        const ticker = function* (): Op<void> {
          for (let i = 0; i < 200; i++) yield* sleep(10);
        };
        yield* both(ticker, padding);
      },
      { clock: "anytime" },
    );
    const ticks = Array.from({ length: 150 }, (_, run) => {
      const { steps } = player.record(pct(2, "fair", 100), `run.${run}`);
      const last = steps.findLastIndex((step) => step.startsWith("right"));
      return steps.slice(0, last).filter((step) => step.startsWith("left: sleep")).length;
    });
    expect(Math.min(...ticks)).toBe(0);
    expect(Math.max(...ticks)).toBeGreaterThan(1);
    expect(Math.max(...ticks)).toBeLessThan(50);
  });
});

describe("pct's limits", () => {
  it.each([0, 101, 1.5, Number.NaN])("refuse a depth of %d", (depth) => {
    expect(() => new PctStrategy(depth)).toThrow("give a whole number from 1 to 100");
  });

  it("work without a word about the program's size", () => {
    expect(new Player(depth2).count(new PctStrategy(2), 2_000)).toBeGreaterThanOrEqual(2_000 / (3 * 100));
  });

  it("do not include the number of threads", () => {
    const many = new Player(
      function* () {
        const n = new AtomicUsize(0, "n");
        const twice = function* (): Op<void> {
          yield* n.fetchAdd(1, "Relaxed");
          yield* n.fetchAdd(1, "Relaxed");
        };
        for (let i = 0; i < 150; i++) yield* spawn(twice, `t${i}`);
      },
      { threads: 200 },
    );
    const { steps } = many.record(new PctStrategy(1), "many");
    expect(turnsOf(steps).length).toBe(150);
  });
});
