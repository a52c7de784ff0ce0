/**
 * Row by row against what the real tokio did (`task-state.golden.txt`): every transition on words of
 * every flag set, its result or panic, and the word after it. The table's words have 64 bits, ours 32:
 * what is near 2^63 or 2^64 there is as near to 2^31 or 2^32 here (see MODEL.md).
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catchUnwind, Execution, type Op } from "../../sim/index.ts";
import { goldenSections } from "../testing/golden-sections.ts";
import * as snapshot from "./snapshot.ts";
import { State } from "./state.ts";
import type { TransitionToJoinHandleDrop, UpdateResult } from "./transitions.ts";

const sections = goldenSections(readFileSync(new URL("task-state.golden.txt", import.meta.url), "utf8"));
const panics = lines("panics");

function lines(title: string): readonly string[] {
  const found = sections.get(title);
  if (found === undefined || found.length === 0) throw new Error(`the golden table has no rows "${title}"`);
  return found;
}

/** Where the table's words lie, and where ours do. */
const ORIGINS: readonly (readonly [theirs: bigint, ours: bigint])[] = [
  [0n, 0n],
  [1n << 63n, 1n << 31n],
  [1n << 64n, 1n << 32n],
];

/** A word of the table as our 32-bit machine has it. */
function narrow(printed: string): number {
  const word = BigInt(printed);
  for (const [theirs, ours] of ORIGINS) {
    const distance = word - theirs;
    if (distance >= -0x1_0000n && distance < 0x1_0000n) return Number(BigInt.asUintN(32, ours + distance));
  }
  throw new Error(`${printed} is near none of 0, 2^63 and 2^64`);
}

/** What a call did, in the table's words; null: the table has no value for it. */
type Call = (state: State) => Op<readonly [result: string, value: string | null]>;

function outcome(call: (state: State) => Op<string | boolean>): Call {
  return function* (state) {
    return [`${yield* call(state)}`, null];
  };
}

function word(call: (state: State) => Op<number>): Call {
  return function* (state) {
    return ["Snapshot", `${yield* call(state)}`];
  };
}

function update(call: (state: State) => Op<UpdateResult>): Call {
  return function* (state) {
    const { ok, snapshot } = yield* call(state);
    return [ok ? "Ok" : "Err", `${snapshot}`];
  };
}

function snapshotFunction(call: (word: number) => number): Call {
  return function* (state) {
    return ["Snapshot", `${call(state.word.value as number)}`];
  };
}

const CALLS: Readonly<Record<string, Call>> = {
  transition_to_running: outcome((state) => state.transitionToRunning()),
  transition_to_idle: outcome((state) => state.transitionToIdle()),
  transition_to_complete: word((state) => state.transitionToComplete()),
  "transition_to_terminal(1)": outcome((state) => state.transitionToTerminal(1)),
  "transition_to_terminal(2)": outcome((state) => state.transitionToTerminal(2)),
  transition_to_notified_by_val: outcome((state) => state.transitionToNotifiedByVal()),
  transition_to_notified_by_ref: outcome((state) => state.transitionToNotifiedByRef()),
  transition_to_notified_for_tracing: outcome((state) => state.transitionToNotifiedForTracing()),
  transition_to_notified_and_cancel: outcome((state) => state.transitionToNotifiedAndCancel()),
  transition_to_shutdown: outcome((state) => state.transitionToShutdown()),
  *drop_join_handle_fast(state) {
    return [(yield* state.dropJoinHandleFast()) ? "Ok" : "Err", null];
  },
  *transition_to_join_handle_dropped(state) {
    const drop: TransitionToJoinHandleDrop = yield* state.transitionToJoinHandleDropped();
    return ["TransitionToJoinHandleDrop", `drop_waker=${drop.dropWaker},drop_output=${drop.dropOutput}`];
  },
  set_join_waker: update((state) => state.setJoinWaker()),
  unset_waker: update((state) => state.unsetWaker()),
  unset_waker_after_complete: word((state) => state.unsetWakerAfterComplete()),
  *ref_inc(state) {
    yield* state.refInc();
    return ["unit", null];
  },
  ref_dec: outcome((state) => state.refDec()),
  ref_dec_twice: outcome((state) => state.refDecTwice()),
  load: word((state) => state.load()),
  "Snapshot::ref_dec": snapshotFunction(snapshot.withRefDec),
  "Snapshot::ref_inc": snapshotFunction(snapshot.withRefInc),
};

/** Runs `model` with the dullest answers (no exchange fails spuriously). */
function run(model: () => Op<void>): Execution {
  const execution = new Execution();
  execution.run(model, { strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 } });
  return execution;
}

/** The rows that our `State` does otherwise, each with what it does. A row: before, after, result[, value]. */
function mismatches(rows: readonly (readonly [name: string, row: string])[]): string[] {
  const wrong: string[] = [];
  let done = 0;
  const { finding } = run(function* () {
    for (const [name, row] of rows) {
      const [before = "", after = "", result = "", value] = row.split(" ");
      const call = CALLS[name];
      if (call === undefined) throw new Error(`the table has a function "${name}" that is not called here`);
      const state = new State("task", narrow(before));
      const caught = yield* catchUnwind(() => call(state));
      const did = caught.ok ? caught.value : [`panic: ${caught.panic.payload}`, null];
      const printed = result.startsWith("!") ? `panic: ${panics[Number(result.slice(1))]}` : result;
      const isWord = value !== undefined && !value.includes("=");
      const expected = [printed, value === undefined ? null : isWord ? `${narrow(value)}` : value, narrow(after)];
      const actual = [...did, state.word.value];
      if (actual.join(" ") !== expected.join(" ")) wrong.push(`${name} ${row}: ${actual.join(" ")}`);
      done++;
    }
  });
  if (finding !== null) wrong.push(`after ${done} rows: ${finding.message}`);
  return wrong;
}

const FUNCTIONS = Object.keys(CALLS);
const count = FUNCTIONS.reduce((sum, name) => sum + lines(name).length, 0);

describe(`the task's state word against ${count} rows of the table of tokio 1.53.1`, () => {
  it("is asked about every function of the table", () => {
    const others = ["panics", "layout", "predicates", "edges", "refIncAbort"];
    expect([...sections.keys()].filter((title) => !others.includes(title)).sort()).toEqual([...FUNCTIONS].sort());
  });

  for (const name of FUNCTIONS) {
    const rows = lines(name);
    it(`does the same in all ${rows.length} rows of ${name}`, () => {
      expect(mismatches(rows.map((row) => [name, row]))).toEqual([]);
    });
  }

  const edges = lines("edges");
  it(`does the same in all ${edges.length} rows of words near isize::MAX`, () => {
    const split = edges.map((edge) => [edge.slice(0, edge.indexOf(" ")), edge.slice(edge.indexOf(" ") + 1)] as const);
    expect(mismatches(split)).toEqual([]);
  });

  const aborts = lines("refIncAbort");
  it(`aborts in refInc exactly where tokio does, in all ${aborts.length} rows`, () => {
    for (const row of aborts) {
      const [before = "", after = ""] = row.split(" ");
      const { after: word, finding } = refInc(narrow(before));
      if (after.startsWith("signal=")) expect(finding, row).toMatchObject({ kind: "refcount" });
      else expect({ word, finding }, row).toEqual({ word: narrow(after), finding: null });
    }
  });

  function refInc(before: number) {
    let after = 0;
    const { finding } = run(function* () {
      const state = new State("task", before);
      yield* state.refInc();
      after = state.word.value as number;
    });
    return { after, finding };
  }

  const predicates = lines("predicates");
  it(`reads flags and count the same in all ${predicates.length} rows of predicates`, () => {
    const { isIdle, isNotified, isRunning, isCancelled, isComplete, isJoinInterested, isJoinWakerSet } = snapshot;
    const asked: Readonly<Record<string, (word: number) => boolean>> = {
      is_idle: isIdle,
      is_notified: isNotified,
      is_running: isRunning,
      is_cancelled: isCancelled,
      is_complete: isComplete,
      is_join_interested: isJoinInterested,
      is_join_waker_set: isJoinWakerSet,
    };
    for (const row of predicates) {
      const word = Number(row.split(" ")[0]);
      const holds = Object.keys(asked).filter((name) => asked[name]?.(word));
      expect([word, snapshot.refCount(word), ...holds].join(" ")).toBe(row);
    }
  });

  const layout = lines("layout");
  it(`lays out the word the same in all ${layout.length} rows of layout`, () => {
    const ours: Readonly<Record<string, unknown>> = { ...snapshot };
    for (const row of layout) {
      const [name = "", value = ""] = row.split(" ");
      if (name === "initialRefs") expect(snapshot.refCount(snapshot.INITIAL_STATE)).toBe(Number(value));
      else if (name === "initialFlags") expect(snapshot.showSnapshot(snapshot.INITIAL_STATE)).toBe(`${value} refs=3`);
      else expect({ [name]: ours[name] }).toEqual({ [name]: narrow(value) });
    }
  });
});
