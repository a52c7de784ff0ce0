import { describe, expect, it } from "vitest";
import { assert } from "../../finding/finding.ts";
import {
  lostIncrement,
  lostWakeup,
  manyIncrements,
  politeForEver,
  programOf,
  runnerOf,
  spinUntilSet,
} from "../../testing/programs.ts";
import { random } from "../../thread/random.ts";
import { Budget } from "../budget.ts";
import type { Recording } from "../outcome.ts";
import type { Program } from "../program.ts";
import type { Runner } from "../runner.ts";
import { shrink } from "./shrink.ts";

/** The first failing run of random seeds that `wanted` says yes to. */
function failing(runner: Runner, wanted: (run: Recording) => boolean = () => true): Recording {
  for (let i = 0; i < 2_000; i++) {
    if (runner.run(`seed.${i}`).finding === null) continue;
    const recording = runner.record(`seed.${i}`, false);
    if (wanted(recording)) return recording;
  }
  throw new Error("no seed fails so");
}

function shrunk(program: Program, wanted?: (run: Recording) => boolean, executions = 1_200) {
  const runner = runnerOf(program);
  const before = failing(runner, wanted);
  const tape = shrink(runner, before, new Budget(executions, runner.stepsMax));
  return { runner, before, after: runner.replay(tape, "strict", false) };
}

describe("shrinking", () => {
  it("ends with the same failure, and a tape that replays strictly", () => {
    const { before, after } = shrunk(manyIncrements);
    expect(after.divergence).toBeNull();
    expect(after.fingerprint).toBe(before.fingerprint);
  });

  it("brings a lost increment down to two threads, one round, and the fewest switches", () => {
    const large = ({ options, switches }: Recording): boolean => Number(options.threads) >= 4 && switches >= 20;
    const { before, after } = shrunk(manyIncrements, large);
    expect(before.options).not.toEqual(after.options);
    expect(after.options).toEqual({ threads: 2, rounds: 1 });
    expect(after.trace.map(({ name, call }) => `${name}: ${call}`)).toEqual([
      "main: spawn(bumper 1)",
      "main: spawn(bumper 2)",
      "bumper 1: n.load(Relaxed)",
      "bumper 2: n.load(Relaxed)",
      "bumper 2: n.store(1, Relaxed)",
      "bumper 1: n.store(1, Relaxed)",
      "main: bumper 1.join()",
      "main: bumper 2.join()",
      "main: n.load(Relaxed)",
    ]);
  });

  it("needs two switches for a lost increment, however many rounds there are", () => {
    const { before, after } = shrunk(
      programOf(() => lostIncrement(8)),
      ({ switches }) => switches > 10,
    );
    expect([before.switches > 10, after.switches]).toEqual([true, 2]);
  });

  it("finds the shortest lost wakeup", () => {
    const { after } = shrunk(programOf(lostWakeup));
    expect([after.steps, after.switches]).toEqual([6, 2]);
  });

  it("lowers what the model drew", () => {
    const model = function* () {
      const drawn = [random(1_000), random(1_000), random(1_000)];
      assert((drawn[1] ?? 0) < 17, "too much");
    };
    const { after } = shrunk(programOf(model));
    expect(after.tape.entries.map(({ answer }) => answer)).toEqual([0, 17, 0]);
  });

  it("gives back the run as it was when there is no budget", () => {
    const { before, after } = shrunk(manyIncrements, ({ switches }) => switches > 10, 0);
    expect(after).toEqual(before);
  });

  it("stays within its budget", () => {
    const runner = runnerOf(manyIncrements);
    const original = failing(runner, ({ switches }) => switches > 10);
    let runs = 0;
    const counting = Object.create(runner) as Runner;
    counting.attempt = (...given) => {
      runs++;
      return runner.attempt(...given);
    };
    shrink(counting, original, new Budget(30, runner.stepsMax));
    expect(runs).toBeGreaterThan(20);
    expect(runs).toBeLessThanOrEqual(31);
  });
});

describe("shrinking a livelock", () => {
  it("finds the shortest way in, and a tape that stays short", () => {
    const { before, after } = shrunk(programOf(politeForEver));
    expect(after.fingerprint).toBe(before.fingerprint);
    expect(after.divergence).toBeNull();
    expect(after.switches).toBeLessThanOrEqual(before.switches);
  });

  it("does not take the starving of a thread for the livelock that it found", () => {
    const program = programOf(spinUntilSet, { bounds: { steps: 500 } });
    const both = programOf(politeForEver, { bounds: { steps: 500 } });
    const runner = runnerOf(program);
    for (let i = 0; i < 200; i++) expect(runner.run(`seed.${i}`).finding).toBeNull();
    const { after } = shrunk(both);
    const steps = new Map<string, number>();
    for (const { name } of after.trace) steps.set(name, (steps.get(name) ?? 0) + 1);
    expect(Math.min(...steps.values())).toBeGreaterThan(50);
  });

  it("costs little though each run is long", () => {
    let steps = 0;
    const runner = runnerOf(programOf(politeForEver));
    const original = failing(runner);
    const counting = Object.create(runner) as Runner;
    counting.attempt = (...given) => {
      const outcome = runner.attempt(...given);
      steps += outcome.steps;
      return outcome;
    };
    shrink(counting, original, new Budget(1_200, runner.stepsMax));
    expect(steps).toBeLessThan(3_000_000);
  });
});
