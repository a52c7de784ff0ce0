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

const NO_SUCH = "no transition moves the flags so";

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

  it.each<[string, number, number, string]>([
    ["a wake of an idle task that takes no reference", REF_ONE, REF_ONE | NOTIFIED, "changes the count by 0"],
    ["a wake of a running task that submits", REF_ONE | RUNNING, 2 * REF_ONE + (RUNNING | NOTIFIED), "count by +1"],
    ["a wake of a complete task", REF_ONE | COMPLETE, REF_ONE | COMPLETE | NOTIFIED, NO_SUCH],
    ["a poll that begins without being notified", REF_ONE, REF_ONE | RUNNING, NO_SUCH],
    ["a poll that begins and leaves NOTIFIED", INITIAL_STATE, INITIAL_STATE | RUNNING, NO_SUCH],
    ["a poll of a task that is running", REF_ONE | RUNNING | NOTIFIED, REF_ONE | RUNNING, "a wake is wiped out"],
    ["going idle over an abort", 2 * REF_ONE + (RUNNING | CANCELLED), REF_ONE | CANCELLED, "completes it"],
    ["going idle over a wake", 2 * REF_ONE + (RUNNING | NOTIFIED), REF_ONE | NOTIFIED, "changes the count by -1"],
    ["wiping out a wake", REF_ONE | RUNNING | NOTIFIED, REF_ONE, "a wake is wiped out"],
    ["completing without having run", REF_ONE, REF_ONE | COMPLETE, NO_SUCH],
    ["coming back from completion", REF_ONE | COMPLETE, REF_ONE, "COMPLETE is never unset"],
    [
      "a join waker set late",
      REF_ONE | COMPLETE | JOIN_INTEREST,
      REF_ONE | COMPLETE | JOIN_INTEREST | JOIN_WAKER,
      NO_SUCH,
    ],
    [
      "a join handle that leaves its waker",
      REF_ONE | JOIN_INTEREST | JOIN_WAKER,
      REF_ONE | JOIN_WAKER,
      "handle is gone",
    ],
    ["a join handle that comes back", REF_ONE, REF_ONE | JOIN_INTEREST, "does not come back"],
    ["an abort that is taken back", REF_ONE | CANCELLED, REF_ONE, "an abort is wiped out"],
    ["running on no reference", REF_ONE | RUNNING, RUNNING, "RUNNING without a reference"],
    ["a count below zero", REF_ONE, 0xffff_ffc0, "more references were given up than there were"],
    ["a change after the end", 0, REF_ONE, "its last reference was given up before"],
  ])("refuses %s", (_what, before, word, why) => {
    expect(whyIllegalChange(before, word)?.why).toContain(why);
  });
});
