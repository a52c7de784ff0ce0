import { describe, expect, it } from "vitest";
import type { Execution } from "../engine/execution.ts";
import type { Listener } from "../engine/listener.ts";
import { UsageError } from "../finding/usage-error.ts";
import { createStrategy } from "../strategy/create.ts";
import type { Profile } from "../strategy/profile.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { Tape } from "../tape/tape.ts";
import { lostIncrement, lostWakeup, manyIncrements, programOf, runnerOf } from "../testing/programs.ts";
import type { MemoryName } from "./memory-model.ts";
import { Runner } from "./runner.ts";

const SEEDS = Array.from({ length: 40 }, (_, i) => `seed.${i}`);

describe("a runner", () => {
  it("gives the same outcome for the same seed, whatever ran before", () => {
    const [one, other] = [runnerOf(manyIncrements), runnerOf(manyIncrements)];
    const forwards = SEEDS.map((seed) => one.run(seed));
    const backwards = [...SEEDS].reverse().map((seed) => other.run(seed));
    expect(backwards.reverse()).toEqual(forwards);
    expect(new Set(forwards.map(({ scheduleHash }) => scheduleHash)).size).toBeGreaterThan(10);
  });

  it.each(["random", "pos", "pct", "urw", "surw", "delay", "portfolio"])(
    "records the very run that %s searched",
    (strategy) => {
      const runner = runnerOf(manyIncrements, strategy);
      for (const seed of SEEDS) {
        const searched = runner.run(seed);
        const recorded = runner.record(seed, false);
        expect(recorded).toMatchObject(searched);
        expect(runner.replay(recorded.tape, "strict", false)).toEqual(recorded);
      }
    },
  );

  it("tells coverage of each run that it searched, and of nothing else", () => {
    let told = 0;
    const coverage = [{ onBegin: () => told++ }];
    const runner = new Runner(manyIncrements, { strategy: createStrategy("portfolio"), coverage });
    runner.run("a");
    runner.run("b");
    const { tape } = runner.record("a", false);
    runner.replay(tape, "strict", false);
    const other = createStrategy("roundRobin");
    other.begin("c");
    runner.attempt(other);
    expect(told).toBe(2);
  });

  it("says what was drawn for the options", () => {
    const drawn = SEEDS.map((seed) => runnerOf(manyIncrements).record(seed, false).options);
    expect(new Set(drawn.map(({ threads }) => threads))).toEqual(new Set([2, 3, 4, 5]));
    expect(new Set(drawn.map(({ rounds }) => rounds))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });

  it("keeps how far the run was at each answer", () => {
    const { tape, stepsAtAnswer, trace } = runnerOf(programOf(() => lostIncrement())).record("seed", false);
    expect(stepsAtAnswer).toHaveLength(tape.entries.length);
    expect([...stepsAtAnswer].sort((a, b) => a - b)).toEqual(stepsAtAnswer);
    expect(stepsAtAnswer.at(-1)).toBeLessThanOrEqual(trace.length);
  });

  it("says where a strict replay leaves its tape, and goes on leniently", () => {
    const { tape } = runnerOf(manyIncrements).record("seed", false);
    const other = runnerOf(programOf(lostWakeup));
    expect(other.replay(tape, "strict", false).divergence).toMatchObject({ question: 1, step: expect.any(Number) });
    expect(other.replay(tape, "lenient", false).divergence).toBeNull();
    const short = new Tape(tape.entries.slice(0, -1));
    expect(runnerOf(manyIncrements).replay(short, "strict", false).divergence?.expected).toMatch(/end of the tape/);
  });

  it("repeats the last run of a systematic strategy, which has no seed", () => {
    const runner = runnerOf(
      programOf(() => lostIncrement()),
      "dfs",
    );
    for (const seed of SEEDS.slice(0, 10)) {
      const searched = runner.run(seed);
      expect(runner.record(seed, false)).toMatchObject(searched);
    }
    while (runner.tryRun("next") !== null);
    expect(() => runner.run("next")).toThrow(new UsageError("strategy dfs has nothing left to try"));
  });

  it("refuses a memory model that it does not know", () => {
    const settings = { strategy: runnerOf(manyIncrements).strategy, memory: "tso" as MemoryName };
    expect(() => new Runner(manyIncrements, settings)).toThrow('there is no memory model "tso": use one of sc');
  });

  it("makes the monitors once and tells them of every execution", () => {
    const begun: Execution[] = [];
    const monitor: Listener = { onBegin: (execution) => void begun.push(execution) };
    let made = 0;
    const monitors = (): Listener[] => {
      made++;
      return [monitor];
    };
    const runner = runnerOf(programOf(() => lostIncrement(), { monitors }));
    runner.run("a");
    runner.replay(runner.record("b").tape, "strict");
    expect([made, begun.length]).toEqual([1, 3]);
  });
});

describe("probing", () => {
  function learner(): { strategy: Strategy; learnt: Profile[] } {
    const learnt: Profile[] = [];
    const inner = runnerOf(manyIncrements).strategy;
    const strategy: Strategy = {
      name: "learner",
      systematic: false,
      learn: (profile) => void learnt.push(profile),
      begin: (seed) => inner.begin(seed),
      decide: (kind, options, view) => inner.decide(kind, options, view),
    };
    return { strategy, learnt };
  }

  it("tells a strategy once what four random runs measured", () => {
    const { strategy, learnt } = learner();
    const runner = new Runner(manyIncrements, { strategy });
    runner.run("a");
    runner.record("b");
    const probes = [0, 1, 2, 3].map((i) => runnerOf(manyIncrements).record(`probe.${i}`, false));
    const threads = probes.map(({ options }) => 1 + Number(options.threads));
    expect(learnt.length).toBe(1);
    expect(learnt[0]).toMatchObject({
      steps: Math.max(...probes.map(({ steps }) => steps)),
      threads: Math.max(...threads),
    });
  });

  it("does not run the model for a strategy that does not want to know, nor for a replay", () => {
    let runs = 0;
    const counted = programOf(function* () {
      runs++;
    });
    runnerOf(counted).run("a");
    new Runner(counted, { strategy: learner().strategy }).replay(new Tape(), "strict");
    expect(runs).toBe(2);
  });
});
