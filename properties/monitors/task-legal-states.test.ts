import { describe, expect, it } from "vitest";
import { COMPLETE, INITIAL_STATE, JOIN_INTEREST, JOIN_WAKER, NOTIFIED, REF_ONE, RUNNING } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { runToTheEnd, withTask } from "../testing/one-task.ts";
import { TaskLegalStates } from "./task-legal-states.ts";

const watch = (misuse: Parameters<typeof withTask>[1]) => withTask(() => new TaskLegalStates(), misuse);

describe("I16, legal states of a task", () => {
  it("is broken by a word that no task may have", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.word.fetchOr(RUNNING | COMPLETE, "AcqRel");
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I16" });
    expect(finding?.message).toBe(
      'the word task.state went from NOTIFIED|JOIN_INTEREST refs=3 to RUNNING|COMPLETE|NOTIFIED|JOIN_INTEREST refs=3 by fetchOr ("main"): a task is never RUNNING and COMPLETE at once.',
    );
  });

  it("is broken by legal words that no transition leads between", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.word.fetchXor(NOTIFIED | RUNNING, "AcqRel");
      yield* raw.header.state.word.fetchXor(COMPLETE | RUNNING, "AcqRel");
      yield* raw.header.state.word.fetchXor(COMPLETE, "AcqRel");
    });
    expect(finding?.message).toContain("COMPLETE is never unset");
  });

  it("is broken by a change of the flags that forgets the reference, once others have had their say", () => {
    const finding = watch(function* ({ raw, scheduler }) {
      yield* scheduler.tick();
      yield* raw.header.state.word.fetchOr(NOTIFIED, "AcqRel");
    });
    expect(finding?.message).toContain("no transition that moves the flags so changes the count by 0");
  });

  it("is broken by a count below zero", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.word.fetchSub(2 * REF_ONE, "AcqRel");
      yield* raw.header.state.word.fetchSub(2 * REF_ONE, "AcqRel");
    });
    expect(finding?.message).toContain("more references were given up than there were");
  });

  it("is broken by a change after the last reference was given up", () => {
    const finding = watch(function* (one) {
      yield* runToTheEnd(one);
      yield* one.raw.header.state.word.fetchAdd(REF_ONE, "AcqRel");
    });
    expect(finding?.message).toContain("its last reference was given up before");
  });

  it("is broken by unlocking a task that another thread runs", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.transitionToRunning();
      yield* spawn(() => raw.header.state.transitionToIdle(), "other");
    });
    expect(finding?.message).toContain('("other"): "main" set RUNNING, and nobody else may unset it.');
  });

  it("is broken by taking back a join waker that the runtime is waking", () => {
    const finding = watch(function* ({ raw }) {
      const { state } = raw.header;
      yield* state.setJoinWaker();
      yield* state.transitionToRunning();
      yield* state.transitionToComplete();
      yield* spawn(() => state.word.store(INITIAL_STATE ^ (NOTIFIED | COMPLETE), "Release"), "other");
    });
    expect(finding?.message).toContain('"main" completed the task, and is still waking the join waker');
    expect(JOIN_WAKER & JOIN_INTEREST).toBe(0);
  });

  it("holds for a task that is run to its end", () => {
    expect(watch(runToTheEnd)).toBeNull();
  });
});
