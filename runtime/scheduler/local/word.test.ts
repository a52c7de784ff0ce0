import { describe, expect, it } from "vitest";
import {
  ABANDONED,
  afterCancel,
  afterClosing,
  afterDiscarded,
  afterHandleDropped,
  afterOutputTaken,
  afterPanic,
  afterPending,
  afterReady,
  afterRunBegins,
  afterWake,
  CLOSED,
  COMPLETED,
  HANDLE,
  INITIAL,
  isIdle,
  isOver,
  RUNNING,
  SCHEDULED,
  showWord,
} from "./word.ts";

/** Every word that a live task can have. */
const WORDS = Array.from({ length: 32 }, (_, word) => word).filter(
  (word) => (word & COMPLETED) === 0 || (word & (SCHEDULED | RUNNING)) === 0,
);

/** `from -> to` of every word that `transition` changes. */
function changes(transition: (word: number) => number, words: readonly number[] = WORDS): string[] {
  return words
    .filter((word) => transition(word) !== word)
    .map((word) => `${showWord(word)} -> ${showWord(transition(word))}`);
}

const without = (flags: number): number[] => WORDS.filter((word) => (word & flags) === 0);
const having = (flags: number): number[] => WORDS.filter((word) => (word & flags) === flags);

describe("the word of a local task", () => {
  it("begins scheduled, with a join handle", () => {
    expect(showWord(INITIAL)).toBe("SCHEDULED|HANDLE");
    expect(isIdle(INITIAL)).toBe(false);
    expect(isOver(INITIAL)).toBe(false);
    expect(showWord(0)).toBe("idle");
  });

  it("is marked by a wake where the task is neither over nor scheduled", () => {
    expect(changes(afterWake)).toEqual([
      "idle -> SCHEDULED",
      "RUNNING -> SCHEDULED|RUNNING",
      "HANDLE -> SCHEDULED|HANDLE",
      "RUNNING|HANDLE -> SCHEDULED|RUNNING|HANDLE",
    ]);
  });

  it("is unmarked when a poll begins, so that a wake during the poll shows", () => {
    expect(
      changes(
        afterRunBegins,
        having(SCHEDULED).filter((word) => !isOver(word) && (word & RUNNING) === 0),
      ),
    ).toEqual(["SCHEDULED -> RUNNING", "SCHEDULED|HANDLE -> RUNNING|HANDLE"]);
  });

  it("keeps a wake of a pending poll, unless the task was cancelled during it", () => {
    expect(changes(afterPending, having(RUNNING))).toEqual([
      "RUNNING -> idle",
      "SCHEDULED|RUNNING -> SCHEDULED",
      "RUNNING|CLOSED -> CLOSED",
      "SCHEDULED|RUNNING|CLOSED -> CLOSED",
      "RUNNING|HANDLE -> HANDLE",
      "SCHEDULED|RUNNING|HANDLE -> SCHEDULED|HANDLE",
      "RUNNING|CLOSED|HANDLE -> CLOSED|HANDLE",
      "SCHEDULED|RUNNING|CLOSED|HANDLE -> CLOSED|HANDLE",
    ]);
  });

  it("forgets a wake of a poll that completes, and closes where nobody will take the output", () => {
    expect(changes(afterReady, having(RUNNING))).toEqual([
      "RUNNING -> COMPLETED|CLOSED",
      "SCHEDULED|RUNNING -> COMPLETED|CLOSED",
      "RUNNING|CLOSED -> COMPLETED|CLOSED",
      "SCHEDULED|RUNNING|CLOSED -> COMPLETED|CLOSED",
      "RUNNING|HANDLE -> COMPLETED|HANDLE",
      "SCHEDULED|RUNNING|HANDLE -> COMPLETED|HANDLE",
      "RUNNING|CLOSED|HANDLE -> COMPLETED|CLOSED|HANDLE",
      "SCHEDULED|RUNNING|CLOSED|HANDLE -> COMPLETED|CLOSED|HANDLE",
    ]);
  });

  it("is closed by a panic", () => {
    expect(changes(afterPanic, having(RUNNING | HANDLE))).toEqual([
      "RUNNING|HANDLE -> CLOSED|HANDLE",
      "SCHEDULED|RUNNING|HANDLE -> CLOSED|HANDLE",
      "RUNNING|CLOSED|HANDLE -> CLOSED|HANDLE",
      "SCHEDULED|RUNNING|CLOSED|HANDLE -> CLOSED|HANDLE",
    ]);
  });

  it("is unmarked when a closed task was taken out of its queue", () => {
    expect(
      changes(
        afterDiscarded,
        having(SCHEDULED | CLOSED).filter((word) => (word & RUNNING) === 0),
      ),
    ).toEqual(["SCHEDULED|CLOSED -> CLOSED", "SCHEDULED|CLOSED|HANDLE -> CLOSED|HANDLE"]);
  });

  it("is closed where a queued task is dropped, once", () => {
    expect(
      changes(
        afterClosing,
        having(SCHEDULED).filter((word) => (word & RUNNING) === 0),
      ),
    ).toEqual(["SCHEDULED -> SCHEDULED|CLOSED", "SCHEDULED|HANDLE -> SCHEDULED|CLOSED|HANDLE"]);
  });

  it("is closed by a cancellation, and marked where the task was idle", () => {
    expect(changes(afterCancel, having(HANDLE))).toEqual([
      "HANDLE -> SCHEDULED|CLOSED|HANDLE",
      "SCHEDULED|HANDLE -> SCHEDULED|CLOSED|HANDLE",
      "RUNNING|HANDLE -> RUNNING|CLOSED|HANDLE",
      "SCHEDULED|RUNNING|HANDLE -> SCHEDULED|RUNNING|CLOSED|HANDLE",
    ]);
  });

  it("is closed when the output is taken", () => {
    expect(showWord(afterOutputTaken(COMPLETED | HANDLE))).toBe("COMPLETED|CLOSED|HANDLE");
  });

  it("only loses the handle where somebody else has a reference, whatever it is", () => {
    for (const word of having(HANDLE)) expect(afterHandleDropped(word, 1)).toBe(word & ~HANDLE);
  });

  it("is abandoned where the handle was the last to have the task, unless that is closed", () => {
    for (const word of having(HANDLE)) {
      const closed = (word & CLOSED) !== 0;
      expect(afterHandleDropped(word, 0)).toBe(closed ? word & ~HANDLE : ABANDONED);
    }
    expect(showWord(ABANDONED)).toBe("SCHEDULED|CLOSED");
  });

  it("never loses COMPLETED or CLOSED, nor gets a second handle, but for abandoning what is neither", () => {
    const all = [
      afterWake,
      afterRunBegins,
      afterPending,
      afterReady,
      afterPanic,
      afterDiscarded,
      afterClosing,
      afterCancel,
    ];
    for (const transition of all) {
      for (const word of WORDS) {
        expect(transition(word) & word & (COMPLETED | CLOSED)).toBe(word & (COMPLETED | CLOSED));
        expect(transition(word) & ~word & HANDLE).toBe(0);
      }
    }
    expect(without(HANDLE)).not.toContain(INITIAL);
  });
});
