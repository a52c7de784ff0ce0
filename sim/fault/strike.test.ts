import { describe, expect, it } from "vitest";
import { ambient } from "../ambient.ts";
import { Runner } from "../check/runner.ts";
import type { SimEvent } from "../engine/listener.ts";
import type { Op } from "../op.ts";
import { RandomStrategy } from "../strategy/random.ts";
import { programOf } from "../testing/programs.ts";
import { yieldNow } from "../thread/yield-now.ts";
import type { FaultPlan } from "./fault-plan.ts";
import type { FaultSetting } from "./fault-setting.ts";
import { endFaults, faultDuration, faultStrikes } from "./strike.ts";

function runnerOf(model: () => Op<void>, faults: FaultPlan, setting: FaultSetting = "plan"): Runner {
  return new Runner(programOf(model, { faults }), { strategy: new RandomStrategy(), faults: setting });
}

/** Ten chances for a loss. */
function* tenTimes(): Op<void> {
  for (let i = 0; i < 10; i++) {
    yield* yieldNow();
    faultStrikes("loss");
  }
}

function countsOf(faults: FaultPlan, setting?: FaultSetting, seed = "a") {
  return runnerOf(tenTimes, faults, setting).run(seed);
}

describe("a fault", () => {
  it("is no question where it is not planned, or never to strike", () => {
    expect(countsOf({})).toMatchObject({ faults: [], decisions: 0 });
    expect(countsOf({ crash: { chance: 1 } })).toMatchObject({ decisions: 0 });
    expect(countsOf({ loss: { chance: 0 } })).toMatchObject({ decisions: 0 });
    expect(countsOf({ loss: { chance: 1 } }, "none")).toMatchObject({ faults: [], decisions: 0 });
  });

  it("can be asked for without a decision", () => {
    const seen: boolean[] = [];
    const model = function* (): Op<void> {
      const { faults } = ambient();
      seen.push(faults.may("loss"), faults.may("crash"), faults.may("hold"));
      yield* tenTimes();
      seen.push(faults.may("loss"));
      endFaults();
      seen.push(faults.may("crash"));
    };
    const { decisions } = runnerOf(model, { loss: { chance: 1, most: 1 }, crash: {} }).run("may");
    expect(seen).toEqual([true, true, false, false, false]);
    expect(decisions).toBe(1);
  });

  it("strikes as likely as planned, and no oftener than allowed", () => {
    expect(countsOf({ loss: { chance: 1 } }).faults).toEqual([{ fault: "loss", chance: 1, offered: 10, struck: 10 }]);
    expect(countsOf({ loss: { chance: 1, most: 3 } }).faults).toMatchObject([{ offered: 3, struck: 3 }]);
    const runner = runnerOf(tenTimes, { loss: { chance: 0.3 } });
    let struck = 0;
    for (let i = 0; i < 1_000; i++) struck += runner.run(`often.${i}`).faults[0]?.struck ?? 0;
    expect(struck / 10_000).toBeCloseTo(0.3, 1);
  });

  it("is that of another plan where one is given", () => {
    expect(countsOf({ crash: {} }, { loss: { chance: 1, most: 1 } }).faults).toMatchObject([
      { fault: "loss", offered: 1, struck: 1 },
    ]);
  });

  it("does not strike once faults have ended", () => {
    const model = function* (): Op<void> {
      yield* tenTimes();
      endFaults();
      yield* tenTimes();
    };
    expect(runnerOf(model, { loss: { chance: 1 } }).run("end").faults).toMatchObject([{ offered: 10, struck: 10 }]);
  });

  it("lasts between the two lengths of its plan, the shortest being the dullest", () => {
    const seen: number[] = [];
    const model = function* (): Op<void> {
      for (let i = 0; i < 200; i++) seen.push(faultDuration("pause"));
    };
    runnerOf(model, { pause: { minNs: 1_000, maxNs: 50_000_000 } }).run("long");
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...seen)).toBeLessThanOrEqual(50_000_000);
    expect(new Set(seen).size).toBeGreaterThan(100);
    seen.length = 0;
    runnerOf(model, { pause: { minNs: 5, maxNs: 5 } }).run("one");
    expect(new Set(seen)).toEqual(new Set([5]));
  });

  it("is told to whoever listens, with what it struck", () => {
    const events: SimEvent[] = [];
    const program = { ...programOf(tenTimes, { faults: { loss: { chance: 1, most: 1 } } }) };
    const monitors = () => [{ onEvent: (event: SimEvent) => void events.push(event) }];
    new Runner({ ...program, monitors }, { strategy: new RandomStrategy() }).run("told");
    expect(events).toEqual([{ type: "fault.strike", fault: "loss", where: "" }]);
  });

  it("stands in the trace before the step that shows it first", () => {
    const { trace } = runnerOf(tenTimes, { loss: { chance: 1, most: 1 } }).record("trace");
    expect(trace.map(({ faults }) => faults.length)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(trace[1]?.faults).toEqual(["loss"]);
  });
});

describe("swarm mode", () => {
  it("leaves faults out of some executions, and changes how likely they are in others", () => {
    const runner = runnerOf(tenTimes, { loss: { chance: 0.2 }, crash: {} }, "swarm");
    const chances = new Set<number | undefined>();
    let both = 0;
    for (let i = 0; i < 200; i++) {
      const { faults } = runner.run(`swarm.${i}`);
      chances.add(faults[0]?.chance);
      if (faults.every(({ chance }) => chance > 0)) both++;
    }
    expect([...chances].sort()).toEqual([0, 0.05, 0.2, 0.8]);
    expect(both).toBeGreaterThan(30);
    expect(both).toBeLessThan(70);
  });

  it("asks nothing of a program without faults", () => {
    expect(countsOf({}, "swarm").decisions).toBe(0);
  });

  it("is repeated by seed and by tape", () => {
    const runner = runnerOf(tenTimes, { loss: { chance: 0.5 } }, "swarm");
    const seed = ["a", "b", "c", "d", "e"].find((name) => (runner.run(name).faults[0]?.struck ?? 0) > 0) ?? "none";
    const recording = runner.record(seed);
    expect(recording.faults[0]?.offered).toBe(10);
    expect(runner.replay(recording.tape, "strict")).toMatchObject({ divergence: null, faults: recording.faults });
  });
});
