import { afterEach, describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { faultStrikes } from "../fault/strike.ts";
import { assert } from "../finding/finding.ts";
import { UsageError } from "../finding/usage-error.ts";
import { decodeTape, encodeTape } from "../tape/codec.ts";
import { TapeError } from "../tape/tape-error.ts";
import { lostIncrement, MANY_OPTIONS, manyIncrements, politeForEver } from "../testing/programs.ts";
import { spawn } from "../thread/spawn.ts";
import { type CheckOptions, check } from "./check.ts";
import { CheckFailed } from "./check-failed.ts";
import { REPLAY_VARIABLE } from "./environment.ts";

const lost = () => lostIncrement();

/** Both increments are there: nothing to find. */
function* safe() {
  const n = new AtomicUsize(0, "n");
  const other = yield* spawn(() => n.fetchAdd(1, "Relaxed"), "other");
  yield* n.fetchAdd(1, "Relaxed");
  yield* other.join();
  assert((yield* n.load("Relaxed")) === 2, "an increment was lost");
}

/** Loads and stores of two threads, of which only some are right; nobody says so. */
function* unlocked() {
  const n = new AtomicUsize(0, "n");
  const bump = function* () {
    yield* n.store((yield* n.load("Relaxed")) + 1, "Relaxed");
  };
  const other = yield* spawn(bump, "other");
  yield* bump();
  yield* other.join();
}

function failureOf(act: () => unknown): CheckFailed {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof CheckFailed) return thrown;
    throw thrown;
  }
  throw new Error("the check passed");
}

const tapeOf = (options?: CheckOptions): string => failureOf(() => check(lost, options)).report.tape;

describe("check", () => {
  it("gives back what it did where it found nothing", () => {
    expect(check(safe, { name: "safe" })).toMatchObject({
      name: "safe",
      seed: "reveille",
      strategy: "portfolio",
      memory: "sc",
      executions: 1_000,
      distinctSchedules: 2,
      complete: false,
      warnings: [],
      finding: null,
    });
  });

  it("throws one readable error with the finding and the line that replays it", () => {
    const { message, report } = failureOf(() => check(lost, { name: "counts (both) increments", seed: "fixed.5" }));
    const text = message.replace(report.tape, "TAPE").replace(/:\d+:\d+$/gm, ":LINE");
    expect(text.replace(/^found in .*/, "found in run N")).toMatchInlineSnapshot(`
      "found in run N

      assertion   counts (both) increments   seed fixed.5.0 (portfolio)   again 10 of 10

        an increment was lost

         step  main                 left
            1  spawn(left)
            2  n.load(Relaxed) = 0
            3                       n.load(Relaxed) = 0
            4                       n.store(1, Relaxed)
            5  n.store(1, Relaxed)
            6  left.join()
            7  n.load(Relaxed) = 1

        "main" took its last step, 7, at sim/check/check.test.ts:LINE
        "left" took its last step, 4, at sim/check/check.test.ts:LINE

        shrunk   7 steps, 4 switches -> 7 steps, 2 switches
        decisive the switch after step 2: with it 200 of 200 runs fail, without it none
        again    REVEILLE_REPLAY=TAPE npx vitest -t "counts .both. increments"
      "
    `);
  });

  it("takes the name of the running test where none is given", () => {
    const { report, message } = failureOf(() => check(lost));
    expect(report.scenario).toBe("check takes the name of the running test where none is given");
    expect(message).toContain('npx vitest -t "check takes the name of the running test where none is given"');
  });

  it("finds the same, in the same words, each time", () => {
    const messages = [1, 2].map(() => failureOf(() => check(politeForEver, { bounds: { steps: 300 } })).message);
    expect(messages[0]).toBe(messages[1]);
  });

  it("draws options for the model", () => {
    const { report } = failureOf(() => check(manyIncrements.model, { options: MANY_OPTIONS }));
    expect(report.options).toEqual({ threads: 2, rounds: 4 });
  });

  it("is complete when everything was tried, and only then", () => {
    expect(check(safe, { exhaustive: true })).toMatchObject({ complete: true, bounds: [], executions: 2 });
    expect(check(safe, { exhaustive: true, iterations: 1 }).complete).toBe(false);
    expect(failureOf(() => check(lost, { exhaustive: true, memory: "rc11" })).report).toMatchObject({
      strategy: "exhaustive",
      memory: "rc11",
    });
  });

  it("tries every fault where everything is tried", () => {
    const counted = function* () {
      yield* safe();
      faultStrikes("loss");
      faultStrikes("crash");
    };
    const faults = { loss: {}, crash: { chance: 0 } };
    expect(check(counted, { exhaustive: true, faults })).toMatchObject({ complete: true, executions: 4 });
    // Off, or on with one of three chances.
    expect(check(counted, { exhaustive: true, faults, swarm: true })).toMatchObject({ complete: true, executions: 14 });
    const failing = function* () {
      yield* safe();
      assert(!faultStrikes("loss"), "it was lost");
    };
    const { report } = failureOf(() => check(failing, { exhaustive: true, faults }));
    expect(report).toMatchObject({ strategy: "exhaustive", faults: { counts: [{ struck: 1 }, { struck: 0 }] } });
  });

  it("says which bound cut executions off", () => {
    expect(check(unlocked, { exhaustive: true })).toMatchObject({ complete: true, bounds: [], executions: 4 });
    const bounded = check(unlocked, { exhaustive: true, preemptions: 0 });
    expect(bounded).toMatchObject({ complete: true, bounds: ["0 preemptions"], executions: 1 });
    expect(() => check(unlocked, { exhaustive: true, preemptions: 0, memory: "rc11" })).toThrow(/under sc only/);
  });

  it("lets faults strike, and replays them by the tape alone", () => {
    const model = function* () {
      yield* safe();
      assert(!faultStrikes("crash"), "it went down");
    };
    expect(check(safe, { iterations: 5, faults: { crash: {} } }).warnings).toEqual([
      "the planned fault crash could never strike: let the model do what can suffer it, or take it out of the plan",
    ]);
    for (const swarm of [false, true]) {
      const options = { name: "crashes", faults: { crash: { chance: 0.5 } }, swarm };
      const { report } = failureOf(() => check(model, options));
      const mode = swarm ? "swarm" : "plan";
      expect(report.faults).toMatchObject({ mode, counts: [{ fault: "crash", offered: 1, struck: 1 }] });
      const again = { name: options.name, faults: options.faults, replay: report.tape };
      expect(failureOf(() => check(model, again)).report).toMatchObject({ tape: report.tape, faults: report.faults });
    }
    expect(() => check(model, { faults: { crash: { chance: 2 } } })).toThrow(
      "check: faults: crash.chance must be a number from 0 to 1",
    );
  });

  it("runs monitors", () => {
    let steps = 0;
    check(safe, { iterations: 3, monitors: () => [{ onStep: () => void steps++ }] });
    expect(steps).toBe(15);
  });

  it("refuses what cannot work, saying what to do", () => {
    expect(() => check(safe, { strategy: "magic" })).toThrow(/unknown strategy "magic"/);
    expect(() => check(safe, { seed: "" })).toThrow(UsageError);
    expect(() => check(safe, { exhaustive: true, strategy: "random" })).toThrow(/give one of the two/);
    expect(() => check(undefined as unknown as typeof safe)).toThrow(/check\(function\* \(\)/);
  });
});

describe("replaying by check", () => {
  const before = process.env[REPLAY_VARIABLE];
  afterEach(() => {
    if (before === undefined) delete process.env[REPLAY_VARIABLE];
    else process.env[REPLAY_VARIABLE] = before;
  });

  it("runs the one tape, and fails in the same way", () => {
    const tape = tapeOf();
    const { report, message } = failureOf(() => check(lost, { replay: tape }));
    expect(report).toMatchObject({ tape, seed: null, again: { failed: 10, of: 10 } });
    expect(message).toMatch(/^found in the first run/);
  });

  it("takes the tape from the environment, and leaves other checks alone", () => {
    process.env[REPLAY_VARIABLE] = tapeOf({ name: "mine" });
    expect(failureOf(() => check(lost, { name: "mine" })).report.seed).toBeNull();
    expect(failureOf(() => check(lost, { name: "another" })).report.seed).toMatch(/^reveille\./);
    process.env[REPLAY_VARIABLE] = " ";
    expect(failureOf(() => check(lost, { name: "mine" })).report.seed).toMatch(/^reveille\./);
  });

  it("says so when the tape fails no longer", () => {
    const fixed = check(safe, { name: "a", replay: tapeOfSafe("a") });
    expect(fixed).toMatchObject({ executions: 1, strategy: "replay", finding: null });
    expect(fixed.warnings).toEqual(["the tape replays without a finding: leave it away to search again"]);
  });

  it("says so when the model has changed", () => {
    expect(() => check(politeForEver, { replay: tapeOf() })).toThrow(/the model has changed since/);
  });

  it("refuses tapes of other programs, options and versions, and damaged ones", () => {
    const tape = tapeOf({ name: "mine" });
    expect(() => check(lost, { name: "yours", replay: tape })).toThrow('the tape is of "mine", not of "yours"');
    expect(() => check(lost, { name: "mine", replay: tape, options: { n: { from: 1, to: 2 } } })).toThrow(/options/);
    const { header, tape: entries } = decodeTape(tape);
    const older = encodeTape(entries, { ...header, version: "0.0.0" });
    expect(() => check(lost, { name: "mine", replay: older })).toThrow(/recorded by version 0\.0\.0/);
    expect(() => check(lost, { name: "mine", replay: tape.slice(0, -3) })).toThrow(TapeError);
  });
});

/** The tape of a run of `safe` that found nothing, by way of a check that calls it wrong. */
function tapeOfSafe(name: string): string {
  const wrong = function* () {
    yield* safe();
    assert(false, "wrong on purpose");
  };
  return failureOf(() => check(wrong, { name })).report.tape;
}
