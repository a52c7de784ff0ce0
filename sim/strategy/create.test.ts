import { beforeAll, describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Recording } from "../check/outcome.ts";
import { assert } from "../finding/finding.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Op } from "../op.ts";
import { Mutex } from "../sync/mutex.ts";
import { programOf, runnerOf } from "../testing/programs.ts";
import { random } from "../thread/random.ts";
import { sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { createStrategy, STRATEGY_NAMES } from "./create.ts";
import { Player } from "./testing/player.ts";
import { profileOf } from "./testing/profile-of.ts";

/**
 * Asks of several kinds, with threads that wait, finish, yield, sleep, and meet at several objects. Now and
 * then it is cut short, in the middle of whatever a strategy was about.
 */
function* mixed(): Op<void> {
  const n = new AtomicUsize(0, "n");
  const lock = new Mutex(0, "lock");
  const count = function* (): Op<void> {
    const guard = yield* lock.lock();
    yield* n.fetchAdd(1, "AcqRel");
    yield* guard.drop();
  };
  const work = function* (): Op<void> {
    const child = yield* spawn(count, "child");
    for (let i = 0; i < 4; i++) {
      yield* n.compareExchangeWeak(i, i + 1, "AcqRel", "Relaxed");
      yield* yieldNow();
      assert(random(20) > 0, "cut short");
      if (random(5) === 0) yield* sleep(3);
    }
    yield* child.join();
  };
  const a = yield* spawn(work, "a");
  const b = yield* spawn(work, "b");
  yield* count();
  yield* a.join();
  yield* b.join();
}

const ANYTIME = { clock: "anytime" } as const;
const PROGRAM = programOf(mixed, { bounds: ANYTIME });
const SEEDED = STRATEGY_NAMES.filter((name) => !createStrategy(name).systematic);
const SEEDS = Array.from({ length: 30 }, (_, i) => `seed.${i}`);

/** All have learnt what the probe runs show, as in a search. */
describe.each(SEEDED)("%s", (name) => {
  let recorded: readonly Recording[] = [];
  beforeAll(() => {
    const runner = runnerOf(PROGRAM, name);
    recorded = SEEDS.map((seed) => runner.record(seed, false));
  });

  it("plays the same execution for the same seed, whatever it played before", () => {
    const runner = runnerOf(PROGRAM, name);
    const backwards = [...SEEDS].reverse().map((seed) => {
      // What a taped strategy learns by running it may go by.
      if (!runner.strategy.taped) runner.run(`before ${seed}`);
      return runner.record(seed, false).traceHash;
    });
    const hashes = recorded.map(({ traceHash }) => traceHash);
    expect(backwards.reverse()).toEqual(hashes);
    const some = SEEDS.slice(0, 10);
    expect(some.map((seed) => runnerOf(PROGRAM, name).record(seed, false).traceHash)).toEqual(hashes.slice(0, 10));
  });

  it("plays different executions for different seeds", () => {
    expect(new Set(recorded.map(({ traceHash }) => traceHash)).size).toBeGreaterThan(20);
  });

  it("answers every question within its options", () => {
    const entries = recorded.flatMap(({ tape }) => tape.entries);
    expect(entries.length).toBeGreaterThan(SEEDS.length * 10);
    expect(entries.filter(({ answer, options }) => !(answer >= 0 && answer < options))).toEqual([]);
  });

  it("gets through, where nothing cuts it short", () => {
    const kinds = recorded.map(({ finding }) => finding?.kind ?? "clean");
    expect([...new Set(kinds)].sort()).toEqual(["assertion", "clean"]);
  });
});

it.each(["random", "pos", "urw", "surw"])("%s lets time pass at any moment where that is asked for", (name) => {
  const sleeper = function* (): Op<void> {
    const x = new AtomicUsize(0, "x");
    yield* spawn(function* () {
      yield* sleep(10);
      yield* x.store(1, "Relaxed");
    }, "sleeper");
    for (let i = 0; i < 3; i++) yield* x.load("Relaxed");
  };
  const strategy = createStrategy(name);
  strategy.learn?.(profileOf(sleeper));
  const player = new Player(sleeper, ANYTIME);
  const places = Array.from({ length: 500 }, (_, run) =>
    player.record(strategy, `run.${run}`).steps.findIndex((step) => step.startsWith("sleeper: x.store")),
  );
  expect([...new Set(places)].sort()).toEqual([2, 3, 4, 5]);
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
