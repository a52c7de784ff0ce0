import { describe, expect, it } from "vitest";
import { AtomicBool } from "../atomic/atomic-bool.ts";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Op } from "../op.ts";
import { RandomStrategy } from "../strategy/random.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { Execution } from "./execution.ts";

function* twoCounters(): Op<void> {
  const n = new AtomicUsize(0, "n");
  const bump = function* (): Op<void> {
    for (let i = 0; i < 5; i++) yield* n.store((yield* n.load("Acquire")) + 1, "Release");
  };
  const left = yield* spawn(bump, "left");
  yield* bump();
  yield* left.join();
}

/** What a model does that leaves out a `yield*`, said so that the tidy check lets it be. */
function forgetToRun(_op: Op<unknown>): void {}

describe("an execution", () => {
  it("is a function of the seed, and is reused for the next one", () => {
    const execution = new Execution();
    const strategy = new RandomStrategy();
    const hashOf = (seed: string): number => {
      strategy.begin(seed);
      execution.run(twoCounters, { strategy });
      return execution.scheduleHash;
    };
    const hashes = Array.from({ length: 50 }, (_, i) => hashOf(`seed.${i}`));
    expect(Array.from({ length: 50 }, (_, i) => hashOf(`seed.${i}`))).toEqual(hashes);
    expect(new Set(hashes).size).toBeGreaterThan(40);
  });

  it("counts steps, switches and conflicts, and none of the latter where one thread is alone", () => {
    const alone = runClean(function* () {
      const n = new AtomicUsize(0, "n");
      for (let i = 0; i < 4; i++) yield* n.fetchAdd(1, "Relaxed");
    });
    expect([alone.steps, alone.switches, alone.conflicts, alone.decisions]).toEqual([4, 0, 0, 0]);
    const two = runClean(twoCounters);
    expect(two.steps).toBe(22);
    expect(two.conflicts).toBeGreaterThan(0);
  });

  it("ends a loop without end as a livelock that names the thread and its operation", () => {
    const found = sweep(
      function* () {
        const flag = new AtomicBool(false, "flag");
        yield* spawn(function* () {
          while (!(yield* flag.load("Acquire"))) yield* yieldNow();
        }, "spinner");
      },
      { runs: 5, bounds: { steps: 1_000 } },
    ).finding;
    expect(found?.kind).toBe("livelock");
    expect(found?.message).toMatch(/^no end after 1000 steps: "spinner" is at (flag\.load\(Acquire\)|yieldNow\(\))\.$/);
    expect(found?.details[0]).toMatch(/^"spinner" took \d+ steps and is at/);
  });

  it("refuses an operation that was built and not run, and names it and the thread", () => {
    const model = function* (): Op<void> {
      const n = new AtomicUsize(0, "n");
      forgetToRun(n.store(1, "Release"));
      yield* n.load("Acquire");
    };
    expect(() => runOnce(model)).toThrow('n.store(1, Release) was built and not run in thread "main": put yield*');
  });

  it("refuses one that was built and not run though nothing follows", () => {
    const model = function* (): Op<void> {
      forgetToRun(new AtomicUsize(0, "n").fetchAdd(1, "Release"));
    };
    expect(() => runOnce(model)).toThrow("n.fetchAdd(1, Release) was built and not run");
  });

  it("can be used again after a model that was refused", () => {
    const execution = new Execution();
    const strategy = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };
    const bad = function* (): Op<void> {
      const n = new AtomicUsize(0, "n");
      forgetToRun(n.store(1, "Release"));
      yield* n.load("Acquire");
    };
    expect(() => execution.run(bad, { strategy })).toThrow("built and not run");
    execution.run(twoCounters, { strategy });
    expect(execution.finding).toBeNull();
  });

  it("refuses simulated objects outside of an execution", () => {
    expect(() => new AtomicUsize(0)).toThrow("no execution is running");
  });

  it("stops at the first finding: no thread takes another step", () => {
    let later = 0;
    runOnce(function* () {
      yield* spawn(function* () {
        yield* yieldNow();
        later++;
      }, "later");
      throw new Error("first");
    });
    expect(later).toBe(0);
  });
});
