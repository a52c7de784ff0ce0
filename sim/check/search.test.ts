import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { assert } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { createStrategy } from "../strategy/create.ts";
import { lostIncrement, programOf, runnerOf } from "../testing/programs.ts";
import { random } from "../thread/random.ts";
import { sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import type { Program } from "./program.ts";
import { investigateFailure, type SearchOptions, search } from "./search.ts";

const racy = programOf(() => lostIncrement());
const run = (program: Program, more: Partial<SearchOptions> = {}) =>
  search(program, { strategy: createStrategy("random"), seed: "seed", iterations: 100, ...more });

/** Fails in three ways that have nothing to do with the schedule. */
function* threeBugs(): Op<void> {
  const bug = random(4);
  assert(bug !== 1, "first");
  assert(bug !== 2, "second");
  assert(bug !== 3, "third");
}

describe("a search", () => {
  it("stops at the first finding, with the seed that repeats it", () => {
    const { tally, runner, exhausted } = run(racy);
    const [failure] = tally.failures.values();
    expect(failure).toMatchObject({ index: tally.executions - 1, seed: `seed.${tally.executions - 1}`, count: 1 });
    expect(runner.run(failure?.seed ?? "")).toEqual(failure?.outcome);
    expect(exhausted).toBe(false);
  });

  it("counts failures of one sort as one finding", () => {
    const { tally } = run(programOf(threeBugs), { maxFindings: 4, iterations: 200 });
    expect(tally.executions).toBe(200);
    const failures = [...tally.failures.values()];
    expect(failures.map(({ outcome }) => outcome.finding?.message).sort()).toEqual(["first", "second", "third"]);
    const failed = failures.reduce((sum, { count }) => sum + count, 0);
    expect(failed).toBeGreaterThan(100);
    expect(failed).toBeLessThan(200);
  });

  it("goes on where another left off", () => {
    const whole: number[] = [];
    const parts: number[] = [];
    const options = { maxFindings: 9, iterations: 20 };
    run(racy, { ...options, onOutcome: (_, { scheduleHash }) => void whole.push(scheduleHash) });
    for (const from of [0, 10]) {
      run(racy, {
        ...options,
        from,
        iterations: 10,
        onOutcome: (_, { scheduleHash }) => void parts.push(scheduleHash),
      });
    }
    expect(parts).toEqual(whole);
  });

  it("stops when it is told to", () => {
    let asked = 0;
    expect(run(racy, { maxFindings: 9, shouldStop: () => ++asked > 7 }).tally.executions).toBe(7);
  });

  it("says when everything has been tried", () => {
    const { exhausted, tally } = run(racy, { strategy: createStrategy("dfs"), maxFindings: 9, iterations: 10_000 });
    expect(exhausted).toBe(true);
    expect(tally.executions).toBeGreaterThan(5);
    expect(tally.executions).toBeLessThan(1_000);
  });

  it("hands over failures of a systematic strategy by tape", () => {
    const { tally, runner } = run(racy, { strategy: createStrategy("dfs"), iterations: 10_000 });
    const [failure] = tally.failures.values();
    if (failure === undefined) throw new Error("dfs finds it");
    const report = investigateFailure(runner, failure);
    expect(report).toMatchObject({ strategy: "dfs", again: { failed: 10, of: 10 }, fingerprint: failure.fingerprint });
  });

  it("wants at least one iteration", () => {
    for (const iterations of [0, -1, 0.5, Number.NaN]) expect(() => run(racy, { iterations })).toThrow(/whole number/);
  });
});

describe("warnings", () => {
  const warningsFor = (model: () => Op<void>, more: Partial<SearchOptions> = {}, bounds: Program["bounds"] = {}) =>
    run(programOf(model, { bounds }), more).warnings.map((warning) => warning.split(":")[0]);

  it("say that nothing can race", () => {
    const alone = function* (): Op<void> {
      yield* new AtomicUsize(0, "n").store(1, "Relaxed");
    };
    expect(warningsFor(alone)).toEqual(["all runs had the same schedule", "no thread accessed what another one wrote"]);
  });

  it("say that nothing is shared", () => {
    const apart = function* (): Op<void> {
      const own = function* (): Op<void> {
        const n = new AtomicUsize(0, "n");
        for (let i = 0; i < 3; i++) yield* n.store(i, "Relaxed");
      };
      const other = yield* spawn(own, "other");
      yield* own();
      yield* other.join();
    };
    expect(warningsFor(apart)).toEqual(["no thread accessed what another one wrote"]);
  });

  it("say that the clock never moved, to whom it matters", () => {
    const still = "the clock never moved though the model was to wait for it";
    const shared = function* (): Op<void> {
      const n = new AtomicUsize(0, "n");
      const other = yield* spawn(() => n.fetchAdd(1, "Relaxed"), "other");
      yield* n.fetchAdd(1, "Relaxed");
      yield* other.join();
    };
    const asleep = function* (): Op<void> {
      yield* shared();
      yield* sleep(5);
    };
    expect(warningsFor(shared)).toEqual([]);
    expect(warningsFor(shared, { expectsTime: true })).toEqual([still]);
    expect(warningsFor(shared, {}, { clock: "anytime" })).toEqual([still]);
    expect(warningsFor(asleep, { expectsTime: true })).toEqual([]);
  });

  it("are not given by one run alone, nor where something was found", () => {
    const alone = function* (): Op<void> {
      yield* new AtomicUsize(0, "n").store(1, "Relaxed");
    };
    expect(warningsFor(alone, { iterations: 1 })).toEqual(["no thread accessed what another one wrote"]);
    expect(warningsFor(alone, { strategy: createStrategy("dfs") })).toHaveLength(2);
    expect(warningsFor(threeBugs)).toEqual([]);
    expect(runnerOf(programOf(alone)).run("a").conflicts).toBe(0);
  });
});
