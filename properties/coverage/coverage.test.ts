import { describe, expect, it } from "vitest";
import { AtomicWaker, COMPLETE, INITIAL_STATE, noopWaker, REF_ONE, State } from "../../runtime/index.ts";
import { type Coverage, createStrategy, type Op, Runner } from "../../sim/index.ts";
import { scenario } from "../scenario.ts";
import { AtomicWakerCoverage } from "./atomic-waker-calls.ts";
import { OutcomeCounts } from "./outcome-counts.ts";
import { TaskTransitionCoverage } from "./task-transitions.ts";

/** What `coverage` counts in two runs of `model`: `subject outcome count`, without what never happened. */
function counted(coverage: Coverage, model: () => Op<void>): string[] {
  const program = { name: "coverage", options: {}, bounds: {}, model, monitors: () => [] };
  const runner = new Runner(program, { strategy: createStrategy("roundRobin"), coverage: [coverage] });
  for (const seed of ["a", "b"]) expect(runner.run(seed).finding).toBeNull();
  const happened = coverage.rows().filter(({ count }) => count > 0);
  return happened.map(({ subject, outcome, count }) => `${subject} ${outcome} ${count}`);
}

describe("TaskTransitionCoverage", () => {
  it("counts transitions by what they came to, from one execution to the next", () => {
    const model = function* (): Op<void> {
      const state = new State();
      yield* state.transitionToNotifiedByRef();
      yield* state.transitionToRunning();
      yield* state.transitionToComplete();
      yield* state.transitionToJoinHandleDropped();
      yield* state.refDec();
      yield* state.transitionToTerminal(2);
    };
    expect(counted(new TaskTransitionCoverage(), model)).toEqual([
      "transitionToRunning Success 2",
      "transitionToComplete Snapshot 2",
      "transitionToTerminal true 2",
      "transitionToNotifiedByRef DoNothing 2",
      "transitionToJoinHandleDropped dropWaker, dropOutput 2",
      "refDec false 2",
    ]);
  });

  it("tells the two reasons for dropping a waker or an output apart, and Ok from Err", () => {
    const model = function* (): Op<void> {
      yield* new State().transitionToJoinHandleDropped();
      yield* new State("task", INITIAL_STATE + COMPLETE).setJoinWaker();
      yield* new State("task", 2 * REF_ONE).refDecTwice();
    };
    expect(counted(new TaskTransitionCoverage(), model)).toEqual([
      "transitionToJoinHandleDropped dropWaker 2",
      "setJoinWaker Err 2",
      "refDecTwice true 2",
    ]);
  });

  it("lists every outcome of every transition, with a reason for each that is unreachable", () => {
    const rows = new TaskTransitionCoverage().rows();
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(17);
    expect(
      rows.filter(({ unreachable }) => unreachable !== null).map((row) => `${row.subject} ${row.outcome}`),
    ).toEqual([
      "transitionToIdle OkDealloc",
      "transitionToNotifiedForTracing true",
      "transitionToNotifiedForTracing false",
    ]);
  });
});

describe("AtomicWakerCoverage", () => {
  it("counts what registering and taking came to", () => {
    const model = function* (): Op<void> {
      const on = new AtomicWaker();
      yield* on.register(noopWaker());
      yield* on.wake();
      yield* on.wake();
    };
    expect(counted(new AtomicWakerCoverage(), model)).toEqual([
      "register stored 2",
      "takeWaker waker 2",
      "takeWaker none 2",
    ]);
  });
});

describe("OutcomeCounts", () => {
  it("refuses an outcome that its table does not know", () => {
    const counts = new OutcomeCounts({ call: { ok: null } });
    expect(() => counts.add("call", "failed")).toThrow('does not list that call comes to "failed"');
    expect(() => counts.add("other", "ok")).toThrow('does not list that other comes to "ok"');
  });
});

describe("scenario", () => {
  const told = { name: "area/kebab-name", about: "Nobody races.", source: "this test", *model() {} };

  it("counts both, unless told otherwise, anew for each campaign", () => {
    const made = scenario(told);
    expect(made.coverage?.().map(({ name }) => name)).toEqual(["AtomicWaker", "State"]);
    expect(made.coverage?.()[0]).not.toBe(made.coverage?.()[0]);
    const own = scenario({ ...told, coverage: () => [new AtomicWakerCoverage()] });
    expect(own.coverage?.()).toHaveLength(1);
  });
});
