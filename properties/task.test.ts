import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tapes } from "./arbitraries/tape.ts";
import { runTaskProgram, taskPrograms } from "./arbitraries/task-programs.ts";
import { TaskTransitionCoverage } from "./coverage/task-transitions.ts";
import { allMonitors } from "./monitors/all.ts";
import { REPEATABLE, verdictAlong } from "./testing/property.ts";

/** Only unowned tasks, which these programs leave out, give up two references at once. */
const LEFT_OUT = ["refDecTwice true", "refDecTwice false"];

describe("a task, for every program and tape", () => {
  const coverage = new TaskTransitionCoverage();
  const monitors = () => [...allMonitors(), coverage];

  it("keeps every invariant, whatever its future does and however the calls fall", () => {
    fc.assert(
      fc.property(tapes(), taskPrograms(), (tape, program) => {
        expect(verdictAlong(tape, () => runTaskProgram(program), monitors)).toBeNull();
      }),
      REPEATABLE,
    );
  });

  it("has by then moved the state word in almost every way", () => {
    const missed = coverage.rows().filter(({ count, unreachable }) => count === 0 && unreachable === null);
    expect(missed.map(({ subject, outcome }) => `${subject} ${outcome}`)).toEqual(LEFT_OUT);
  });
});
