import { describe, expect, it } from "vitest";
import {
  catchUnwind,
  check,
  createStrategy,
  Execution,
  type Listener,
  type Op,
  Runner,
  spawn,
  UnsafeCell,
  yieldNow,
} from "../../sim/index.ts";
import type { RuntimeEvent } from "../events.ts";
import { COMPLETE, INITIAL_STATE, NOTIFIED, REF_ONE, RUNNING, refCount, showSnapshot, WORD_MAX } from "./snapshot.ts";
import { State } from "./state.ts";
import type { TaskTransition } from "./task-events.ts";

/** Runs `model` once with the dullest answers and hands over what was told. */
function transitions(model: () => Op<void>): { execution: Execution; told: TaskTransition[] } {
  const told: TaskTransition[] = [];
  const listener: Listener = {
    onEvent(event) {
      const known = event as RuntimeEvent;
      if (known.type === "task.transition") told.push(known);
    },
  };
  const execution = new Execution();
  const strategy = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };
  execution.run(model, { strategy, listeners: [listener] });
  return { execution, told };
}

describe("State", () => {
  it("submits a task once, however many wake it at the same time", () => {
    check(
      function* () {
        const state = new State("task", 4 * REF_ONE);
        const other = yield* spawn(() => state.transitionToNotifiedByRef(), "other");
        const byVal = yield* state.transitionToNotifiedByVal();
        const byRef = yield* other.join();
        expect([byVal, byRef].sort()).toEqual(["DoNothing", "Submit"]);
        expect(refCount(yield* state.load())).toBe(byVal === "Submit" ? 5 : 4);
      },
      { strategy: "dfs", iterations: 10_000 },
    );
  });

  it("judges the word anew when another thread changed it meanwhile", () => {
    const seen = new Set<string>();
    check(
      function* () {
        const state = new State("task", 2 * REF_ONE + RUNNING);
        function* wake(): Op<void> {
          yield* state.transitionToNotifiedByRef();
        }
        const waker = yield* spawn(wake, "waker");
        seen.add(yield* state.transitionToIdle());
        yield* waker.join();
      },
      { strategy: "dfs", iterations: 10_000 },
    );
    expect([...seen].sort()).toEqual(["Ok", "OkNotified"]);
  });

  it("lets one thread only find that its reference was the last", () => {
    check(
      function* () {
        const state = new State("task", 3 * REF_ONE + COMPLETE);
        let last = 0;
        function* drop(): Op<void> {
          if (yield* state.refDec()) last++;
        }
        const other = yield* spawn(drop, "other");
        if (yield* state.refDecTwice()) last++;
        yield* other.join();
        expect(last).toBe(1);
      },
      { strategy: "dfs", iterations: 10_000 },
    );
  });

  it("makes what was done before a wake visible to the poll that answers it, even where it was notified already", () => {
    let seen = 0;
    check(
      function* () {
        const state = new State("task", INITIAL_STATE);
        const condition = new UnsafeCell(false, "condition");
        let woken = false; // not of the model: it must not order anything
        function* wake(): Op<void> {
          yield* condition.set(true);
          yield* state.transitionToNotifiedByRef();
          woken = true;
        }
        const waker = yield* spawn(wake, "waker");
        yield* yieldNow();
        const before = woken;
        yield* state.transitionToRunning();
        if (before && (yield* condition.get())) seen++;
        yield* waker.join();
      },
      { strategy: "dfs", iterations: 10_000 },
    );
    expect(seen).toBeGreaterThan(0);
  });

  it("fails dropJoinHandleFast spuriously at times, and then leaves the word as it is", () => {
    const seen = new Set<string>();
    check(
      function* () {
        const state = new State();
        const dropped = yield* state.dropJoinHandleFast();
        seen.add(`${dropped}: ${showSnapshot(yield* state.load())}`);
      },
      { strategy: "dfs", iterations: 100 },
    );
    expect([...seen].sort()).toEqual(["false: NOTIFIED|JOIN_INTEREST refs=3", "true: NOTIFIED refs=2"]);
  });

  it("aborts the process when references overflow: no catchUnwind stops that", () => {
    const { execution } = transitions(function* () {
      yield* catchUnwind(() => new State("task", WORD_MAX + 1).refInc());
    });
    expect(execution.finding).toMatchObject({
      kind: "refcount",
      message: '"main" aborts the process: too many references in task.state.',
      involved: ["task.state", "refInc()", "abort"],
    });
  });
});

describe("what State tells", () => {
  it("is each transition with its outcome and the word before and after", () => {
    const { told } = transitions(function* () {
      const state = new State();
      yield* state.transitionToRunning();
      yield* state.setJoinWaker();
      yield* state.unsetWaker();
      yield* state.transitionToNotifiedAndCancel();
      yield* state.transitionToIdle();
      yield* state.transitionToComplete();
      yield* state.setJoinWaker();
      yield* state.transitionToJoinHandleDropped();
      yield* state.transitionToTerminal(3);
    });
    expect(
      told.map(
        ({ name, outcome, before, after }) => `${name} ${outcome}: ${showSnapshot(before)} -> ${showSnapshot(after)}`,
      ),
    ).toEqual([
      "transitionToRunning Success: NOTIFIED|JOIN_INTEREST refs=3 -> RUNNING|JOIN_INTEREST refs=3",
      "setJoinWaker Ok: RUNNING|JOIN_INTEREST refs=3 -> RUNNING|JOIN_INTEREST|JOIN_WAKER refs=3",
      "unsetWaker Ok: RUNNING|JOIN_INTEREST|JOIN_WAKER refs=3 -> RUNNING|JOIN_INTEREST refs=3",
      "transitionToNotifiedAndCancel false: RUNNING|JOIN_INTEREST refs=3 -> RUNNING|NOTIFIED|JOIN_INTEREST|CANCELLED refs=3",
      "transitionToIdle Cancelled: RUNNING|NOTIFIED|JOIN_INTEREST|CANCELLED refs=3 -> RUNNING|NOTIFIED|JOIN_INTEREST|CANCELLED refs=3",
      "transitionToComplete Snapshot: RUNNING|NOTIFIED|JOIN_INTEREST|CANCELLED refs=3 -> COMPLETE|NOTIFIED|JOIN_INTEREST|CANCELLED refs=3",
      "setJoinWaker Err: COMPLETE|NOTIFIED|JOIN_INTEREST|CANCELLED refs=3 -> COMPLETE|NOTIFIED|JOIN_INTEREST|CANCELLED refs=3",
      "transitionToJoinHandleDropped dropWaker, dropOutput: COMPLETE|NOTIFIED|JOIN_INTEREST|CANCELLED refs=3 -> COMPLETE|NOTIFIED|CANCELLED refs=3",
      "transitionToTerminal true: COMPLETE|NOTIFIED|CANCELLED refs=3 -> COMPLETE|NOTIFIED|CANCELLED refs=0",
    ]);
  });

  it("includes the write of a transition whose assertion fails after it", () => {
    const { told, execution } = transitions(function* () {
      yield* new State("task", COMPLETE).refDec();
    });
    expect(execution.finding?.message).toBe('"main" panicked: assertion failed: prev.ref_count() >= 1');
    expect(told).toMatchObject([{ name: "refDec", outcome: "false", before: COMPLETE, after: 0xffff_ffc2 }]);
  });

  it("names the task that the word belongs to, and the word after it", () => {
    const { told } = transitions(function* () {
      const task = { label: "task 0.1", role: "task" };
      const state = new State(task);
      expect([state.word.label, state.word.role]).toEqual(["task 0.1.state", "task.state"]);
      yield* state.refInc();
      expect(told[0]?.task).toBe(task);
      expect(told[0]?.word).toBe(state.word);
    });
    expect(told).toHaveLength(1);
  });
});

describe("a trace", () => {
  it("shows the word decoded, and the operands of the steps on it", () => {
    function* model(): Op<void> {
      const state = new State("task", RUNNING | (2 * REF_ONE));
      yield* state.transitionToNotifiedByRef();
      yield* state.refInc();
      yield* state.transitionToComplete();
      yield* catchUnwind(() => state.unsetWakerAfterComplete());
    }
    const program = { name: "state", options: {}, bounds: {}, model, monitors: () => [] };
    const { trace } = new Runner(program, { strategy: createStrategy("roundRobin") }).record("s");
    expect(trace.map(({ call, result }) => `${call} = ${result}`)).toEqual([
      "task.state.load(Acquire) = RUNNING refs=2",
      "task.state.compareExchange(RUNNING refs=2 -> RUNNING|NOTIFIED refs=2, AcqRel, Acquire) = ok",
      "task.state.fetchAdd(refs=1, Relaxed) = RUNNING|NOTIFIED refs=2",
      "task.state.fetchXor(RUNNING|COMPLETE, AcqRel) = RUNNING|NOTIFIED refs=3",
      "task.state.fetchAnd(!JOIN_WAKER, AcqRel) = COMPLETE|NOTIFIED refs=3",
    ]);
  });

  it("shows a word without flags as its count", () => {
    expect([RUNNING | NOTIFIED | (3 * REF_ONE), 3 * REF_ONE, 0].map(showSnapshot)).toEqual([
      "RUNNING|NOTIFIED refs=3",
      "refs=3",
      "refs=0",
    ]);
  });
});
