import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { assert } from "../finding/finding.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Op } from "../op.ts";
import { decodeTape } from "../tape/codec.ts";
import { Tape } from "../tape/tape.ts";
import { lostIncrement, lostWakeup, manyIncrements, programOf, runnerOf } from "../testing/programs.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { headerOf } from "./header.ts";
import { investigate, investigateTape } from "./investigate.ts";
import type { Runner } from "./runner.ts";

function failingSeed(runner: Runner): string {
  for (let i = 0; i < 1_000; i++) if (runner.run(`seed.${i}`).finding !== null) return `seed.${i}`;
  throw new Error("no seed fails");
}

describe("investigating a failure", () => {
  it("reports it shrunk, and executed again ten times", () => {
    const runner = runnerOf(manyIncrements);
    const seed = failingSeed(runner);
    const report = investigate(runner, seed);
    expect(report).toMatchObject({
      scenario: "test/many-increments",
      seed,
      strategy: "random",
      memory: "sc",
      finding: { kind: "assertion", message: "an increment was lost" },
      again: { failed: 10, of: 10 },
      options: { threads: 2, rounds: 1 },
      shrunk: { steps: 9 },
    });
    expect(report.original.steps).toBe(runner.run(seed).steps);
  });

  it("hands over a tape that replays strictly, with a header that says of what", () => {
    const runner = runnerOf(manyIncrements);
    const report = investigate(runner, failingSeed(runner));
    const { header, tape } = decodeTape(report.tape);
    expect(header).toEqual(headerOf(manyIncrements, "sc"));
    expect(runnerOf(manyIncrements).replay(tape, "strict", false)).toMatchObject({
      divergence: null,
      fingerprint: report.fingerprint,
      traceHash: report.traceHash,
    });
    const from = investigateTape(runnerOf(manyIncrements), tape);
    expect(from).toMatchObject({ seed: null, strategy: "replay", tape: report.tape, traceHash: report.traceHash });
  });

  it("says which switch decides, where one does", () => {
    const runner = runnerOf(programOf(() => lostIncrement()));
    const { decisive, trace } = investigate(runner, failingSeed(runner));
    expect(decisive).toEqual({ afterStep: 2, failedWith: 200, failedWithout: 0, of: 200 });
    expect(trace[1]?.call).toBe("n.load(Relaxed)");
  });

  it("says of no switch that it decides where it does not", () => {
    const always = function* (): Op<void> {
      const other = yield* spawn(() => new AtomicUsize(0, "n").store(1, "Relaxed"), "other");
      yield* other.join();
      assert(false, "always");
    };
    const runner = runnerOf(programOf(always));
    expect(investigate(runner, failingSeed(runner)).decisive).toBeNull();
  });

  it("reports the run as it was found when it is told to stop at once", () => {
    const runner = runnerOf(manyIncrements);
    const report = investigate(runner, failingSeed(runner), { shouldStop: () => true });
    expect(report).toMatchObject({ shrunk: report.original, decisive: null, again: { failed: 10, of: 10 } });
  });

  it("looks for no decisive switch when the budget does not allow it", () => {
    const runner = runnerOf(programOf(() => lostIncrement()));
    expect(investigate(runner, failingSeed(runner), { budget: 100 }).decisive).toBeNull();
  });

  it("refuses a tape that does not fail, or does not fit", () => {
    const runner = runnerOf(programOf(() => lostIncrement()));
    const entry = { kind: "schedule", options: 7, answer: 0 } as const;
    expect(() => investigateTape(runner, new Tape([entry]))).toThrow(/^the tape does not fit: .*7 options/);
    const seeds = Array.from({ length: 50 }, (_, i) => `seed.${i}`);
    const clean = seeds.find((seed) => runner.run(seed).finding === null) ?? "";
    const { tape } = runner.record(clean, false);
    expect(() => investigateTape(runner, tape)).toThrow(UsageError);
  });

  it("ends a livelock affordably, with the place of the loop", () => {
    const spin = function* (): Op<void> {
      const n = new AtomicUsize(0, "n");
      const other = yield* spawn(() => n.store(1, "Relaxed"), "other");
      while ((yield* n.load("Relaxed")) < 2) yield* yieldNow();
      yield* other.join();
    };
    const runner = runnerOf(programOf(spin));
    const report = investigate(runner, failingSeed(runner));
    expect(report.finding.kind).toBe("livelock");
    expect(report.again).toEqual({ failed: 10, of: 10 });
    expect(report.trace.at(-1)?.place).toMatch(/^sim\/check\/investigate\.test\.ts:\d+:\d+$/);
    expect(report.tape.length).toBeLessThan(1_000);
  }, 10_000);
});

describe("a model that is not a function of its choices", () => {
  it("is told by the first step that differs, with both sides", () => {
    let runs = 0;
    const cheating = programOf(function* () {
      const n = new AtomicUsize(0, "n");
      yield* n.store(7, "Relaxed");
      yield* n.store(++runs, "Relaxed");
      assert(runs < 5, "cheated");
    });
    const runner = runnerOf(cheating);
    const { finding, again } = investigate(runner, failingSeed(runner));
    expect(finding.kind).toBe("nondeterminism");
    expect(finding.message).toBe("Two runs of the same choices differ at step 2.");
    expect(finding.details.slice(0, 2)).toEqual([
      'one run: "main" n.store(6, Relaxed)',
      'the next: "main" n.store(7, Relaxed)',
    ]);
    expect(again).toEqual({ failed: 2, of: 2 });
  });

  it("is told when the failure never comes back", () => {
    let runs = 0;
    const once = programOf(function* () {
      assert(++runs !== 1, "only the first time");
    });
    const runner = runnerOf(once);
    const seen = runner.run("seed");
    const { finding } = investigate(runner, "seed", { seen });
    expect(finding.kind).toBe("nondeterminism");
    expect(finding.message).toBe("A run that failed ends otherwise when it is executed again.");
    expect(finding.details[0]).toBe("one run: assertion: only the first time");
    expect(finding.details[1]).toMatch(/^the next: no finding/);
  });

  it("is told when one run stops where the other goes on", () => {
    let runs = 0;
    const shorter = programOf(function* () {
      const n = new AtomicUsize(0, "n");
      yield* n.store(1, "Relaxed");
      if (++runs % 2 === 0) yield* n.store(2, "Relaxed");
      assert(false, "always");
    });
    const { finding } = investigate(runnerOf(shorter), "seed");
    expect(finding.message).toBe("Two runs of the same choices differ at step 2.");
    expect(finding.details[0]).toBe("one run: ended after 1 steps with assertion: always");
  });

  it("is told when only shrinking or repeating brings it out", () => {
    let runs = 0;
    const later = programOf(function* () {
      if (++runs <= 6) yield* lostWakeup();
      else yield* lostIncrement();
    });
    const runner = runnerOf(later);
    let seed = 0;
    const lost = runnerOf(programOf(lostWakeup));
    while (lost.run(`seed.${seed}`).finding === null) seed++;
    const report = investigate(runner, `seed.${seed}`, { seen: lost.run(`seed.${seed}`) });
    expect(report.finding.kind).toBe("nondeterminism");
  });
});
