import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Op } from "../op.ts";
import { random } from "../thread/random.ts";
import { sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { createStrategy, STRATEGY_NAMES } from "./create.ts";
import { Player } from "./testing/player.ts";

/** Asks of several kinds, with threads that wait, finish, yield, sleep, and meet. */
function* mixed(): Op<void> {
  const n = new AtomicUsize(0, "n");
  const work = function* (): Op<void> {
    for (let i = 0; i < 4; i++) {
      yield* n.compareExchangeWeak(i, i + 1, "AcqRel", "Relaxed");
      yield* yieldNow();
      if (random(5) === 0) yield* sleep(3);
    }
  };
  const a = yield* spawn(work, "a");
  const b = yield* spawn(work, "b");
  yield* work();
  yield* a.join();
  yield* b.join();
}

const SEEDED = STRATEGY_NAMES.filter((name) => !createStrategy(name).systematic);
const SEEDS = Array.from({ length: 30 }, (_, i) => `seed.${i}`);

describe.each(SEEDED)("%s", (name) => {
  const player = new Player(mixed, { clock: "anytime" });

  it("plays the same execution for the same seed, whatever it played before", () => {
    const used = createStrategy(name);
    const first = SEEDS.map((seed) => player.record(used, seed));
    const again = [...SEEDS].reverse().map((seed) => player.record(used, seed));
    expect(again.reverse()).toEqual(first);
    expect(SEEDS.map((seed) => player.record(createStrategy(name), seed))).toEqual(first);
  });

  it("plays different executions for different seeds", () => {
    const strategy = createStrategy(name);
    const tapes = SEEDS.map((seed) => JSON.stringify(player.record(strategy, seed).tape.entries));
    expect(new Set(tapes).size).toBeGreaterThan(25);
  });

  it("answers every question within its options", () => {
    const strategy = createStrategy(name);
    const entries = SEEDS.flatMap((seed) => player.record(strategy, seed).tape.entries);
    expect(entries.length).toBeGreaterThan(SEEDS.length * 10);
    expect(entries.filter(({ answer, options }) => !(answer >= 0 && answer < options))).toEqual([]);
  });
});

describe("createStrategy", () => {
  it.each([
    ["random", "random"],
    ["pct", "pct:3"],
    ["pct:2", "pct:2"],
    ["fair-pct", "fair-pct:3"],
    ["pct-fair:4", "fair-pct:4"],
    ["pos", "pos"],
    ["urw", "urw"],
    ["surw", "surw"],
    ["delay", "delay:3"],
    ["delay:1", "delay:1"],
    ["roundRobin", "roundRobin"],
    ["dfs", "dfs"],
    ["dfs:0", "dfs:0"],
    ["portfolio", "portfolio"],
  ])("takes %s and calls it %s, by which it can be created again", (name, called) => {
    expect(createStrategy(name).name).toBe(called);
    expect(createStrategy(called).name).toBe(called);
  });

  it("knows all the names that it lists", () => {
    expect(STRATEGY_NAMES.map((name) => createStrategy(name).name.split(":")[0])).toEqual([...STRATEGY_NAMES]);
  });

  it.each([
    "",
    "rnd",
    "Random",
    "random:2",
    "pos:",
    "pct:",
    "pct:-1",
    "pct:2x",
    "dfs:1.5",
    "portfolio:1",
    "surw:1",
    "delay:-1",
    "constructor",
  ])("refuses %j and lists what there is", (name) => {
    expect(() => createStrategy(name)).toThrow(UsageError);
    expect(() => createStrategy(name)).toThrow(
      `unknown strategy "${name}": use one of portfolio, random, pos, pct[:depth], fair-pct[:depth], urw, surw, delay[:delays], guided, roundRobin, dfs[:preemptions]`,
    );
  });

  it.each(["pct:0", "fair-pct:101"])("refuses the depth of %s", (name) => {
    expect(() => createStrategy(name)).toThrow(`strategy "${name}": the depth of pct is a whole number from 1 to 100`);
  });
});
