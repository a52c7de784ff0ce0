import { describe, expect, it } from "vitest";
import {
  CANCELLED,
  COMPLETE,
  INITIAL_STATE,
  JOIN_INTEREST,
  JOIN_WAKER,
  NOTIFIED,
  REF_ONE,
  RUNNING,
  refCount,
  STATE_MASK,
  State,
} from "../../runtime/index.ts";
import { Execution, type Op, TapeStrategy } from "../../sim/index.ts";
import { whyIllegalChange, whyIllegalWord } from "./task-edges.ts";

type Call = (state: State) => Op<unknown>;

/** Every call but the task dump's, which is not modelled. */
const CALLS: Readonly<Record<string, Call>> = {
  transitionToRunning: (state) => state.transitionToRunning(),
  transitionToIdle: (state) => state.transitionToIdle(),
  transitionToComplete: (state) => state.transitionToComplete(),
  terminalOne: (state) => state.transitionToTerminal(1),
  terminalTwo: (state) => state.transitionToTerminal(2),
  transitionToNotifiedByVal: (state) => state.transitionToNotifiedByVal(),
  transitionToNotifiedByRef: (state) => state.transitionToNotifiedByRef(),
  transitionToNotifiedAndCancel: (state) => state.transitionToNotifiedAndCancel(),
  transitionToShutdown: (state) => state.transitionToShutdown(),
  dropJoinHandleFast: (state) => state.dropJoinHandleFast(),
  transitionToJoinHandleDropped: (state) => state.transitionToJoinHandleDropped(),
  setJoinWaker: (state) => state.setJoinWaker(),
  unsetWaker: (state) => state.unsetWaker(),
  unsetWakerAfterComplete: (state) => state.unsetWakerAfterComplete(),
  refInc: (state) => state.refInc(),
  refDec: (state) => state.refDec(),
  refDecTwice: (state) => state.refDecTwice(),
};

/** The word after `call` on `before`; null where it panics. */
function after(before: number, call: Call): number | null {
  let word: number | null = null;
  const execution = new Execution();
  execution.run(
    function* () {
      const state = new State("task", before);
      yield* call(state);
      word = execution.memory.latest(state.word) as number;
    },
    { strategy: new TapeStrategy([]) },
  );
  return word;
}

const words = Array.from({ length: 64 * 4 }, (_, i) => (i >>> 6) * REF_ONE + REF_ONE + (i & STATE_MASK));

describe("the protocol of a task's word", () => {
  it("knows every change that State makes to a word that a task may have", () => {
    const unknown: string[] = [];
    let changes = 0;
    for (const before of words) {
      if (whyIllegalWord(before) !== null) continue;
      for (const [name, call] of Object.entries(CALLS)) {
        const word = after(before, call);
        if (word === null || word === before) continue;
        // Who runs the task has a reference: the caller gave up one that is not its own.
        if ((word & RUNNING) !== 0 && refCount(word) === 0) continue;
        changes++;
        const illegal = whyIllegalChange(before, word);
        if (illegal !== null) unknown.push(`${name} ${before} -> ${word}: ${illegal.why}`);
      }
    }
    expect(unknown).toEqual([]);
    expect(changes).toBeGreaterThan(1_000);
  });

  it("refuses most others", () => {
    let allowed = 0;
    for (const before of words) for (const word of words) if (whyIllegalChange(before, word) === null) allowed++;
    expect(allowed / words.length ** 2).toBeLessThan(0.04);
  });

  it.each<[string, number, number]>([
    [
      "a wake of an idle task that takes no reference",
      (2 * REF_ONE) | JOIN_INTEREST,
      (2 * REF_ONE) | JOIN_INTEREST | NOTIFIED,
    ],
    ["a wake of a running task that submits", REF_ONE | RUNNING, (2 * REF_ONE) | RUNNING | NOTIFIED],
    ["a wake of a complete task", REF_ONE | COMPLETE, REF_ONE | COMPLETE | NOTIFIED],
    ["a poll that begins without being notified", REF_ONE, REF_ONE | RUNNING],
    ["a poll that begins and leaves NOTIFIED", INITIAL_STATE, INITIAL_STATE | RUNNING],
    ["a poll of a task that is running", REF_ONE | RUNNING | NOTIFIED, REF_ONE | RUNNING],
    ["going idle over an abort", (2 * REF_ONE) | RUNNING | CANCELLED, REF_ONE | CANCELLED],
    ["going idle over a wake", (2 * REF_ONE) | RUNNING | NOTIFIED, REF_ONE | NOTIFIED],
    ["completing without having run", REF_ONE, REF_ONE | COMPLETE],
    [
      "handing over a join waker after completion",
      REF_ONE | COMPLETE | JOIN_INTEREST,
      REF_ONE | COMPLETE | JOIN_INTEREST | JOIN_WAKER,
    ],
    ["a join handle that leaves its waker behind", REF_ONE | JOIN_INTEREST | JOIN_WAKER, REF_ONE | JOIN_WAKER],
    ["a join handle that comes back", REF_ONE, REF_ONE | JOIN_INTEREST],
    ["an abort that is taken back", REF_ONE | CANCELLED, REF_ONE],
    ["running on the last reference of all", REF_ONE | RUNNING, RUNNING],
  ])("refuses %s", (_what, before, word) => {
    expect(whyIllegalChange(before, word)).not.toBeNull();
  });
});
