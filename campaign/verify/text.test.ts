import { expect, it } from "vitest";
import type { Finding, Witness } from "../../sim/index.ts";
import type { Confirmed } from "./confirm.ts";
import { exitCodeOf, isComplete, type Verified, verifiedJson } from "./summary.ts";
import { NOTHING } from "./tally.ts";
import { limitsText, missingText, progressText, resumeLine, verifiedText } from "./text.ts";
import { witnessText } from "./witness-text.ts";

const complete: Verified = {
  scenario: "fine/steady",
  settings: { memory: "sc", yields: 3, preemptions: null, faults: "plan" },
  end: "explored",
  tally: { executions: 1_420, blocked: 2, cut: 0, bounds: [] },
  fraction: 1,
  lost: 0,
  seconds: 2,
  limitSeconds: 60,
  found: null,
};
const bounded: Verified = {
  ...complete,
  tally: { executions: 1_420, blocked: 2, cut: 12, bounds: ["3 yields of one thread"] },
};
const late: Verified = { ...complete, end: "time", fraction: 0.25, seconds: 60 };
const interrupted: Verified = { ...late, end: "stopped" };
const torn: Verified = { ...complete, lost: 1, fraction: 0.97 };
const finding: Finding = { kind: "lost-wakeup", invariant: "I1", message: "sleeps", details: [], involved: [] };
const witness: Witness = {
  threads: [
    { path: "0", name: "main" },
    { path: "0.1", name: "reader" },
  ],
  events: [
    { id: "0:1", thread: "0", call: "x.store(1, Relaxed)", result: "", object: "x", access: "write", readsFrom: null },
    {
      id: "0.1:1",
      thread: "0.1",
      call: "x.load(Relaxed)",
      result: "0",
      object: "x",
      access: "read",
      readsFrom: "init",
    },
  ],
  coherence: [{ object: "x", writes: ["0:1"] }],
  happensBefore: () => false,
  synchronizes: [],
};
const found: Confirmed = { finding, fingerprint: "abc", report: null, witness };
const failed: Verified = { ...complete, end: "finding", found };

it("says complete only where every execution within the bounds was explored", () => {
  expect([complete, bounded, late, interrupted, torn, failed].map(isComplete)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

it("exits by what was found, or by what kept it from an answer", () => {
  expect([complete, bounded, late, interrupted, torn, failed].map(exitCodeOf)).toEqual([0, 0, 4, 130, 4, 1]);
});

it("calls a model that does not repeat itself nondeterministic, with exit code 3", () => {
  const unstable: Confirmed = { ...found, finding: { ...finding, kind: "nondeterminism" } };
  expect(exitCodeOf({ ...failed, found: unstable })).toBe(3);
});

it("says in JSON what DESIGN.md promises, and names the bound", () => {
  expect(verifiedJson(complete)).toEqual({
    scenario: "fine/steady",
    memory: "sc",
    executions: 1_420,
    blocked: 2,
    complete: true,
    bound: null,
    seconds: 2,
    finding: null,
  });
  expect(verifiedJson(bounded)).toMatchObject({ complete: true, bound: "at most 3 yields of one thread" });
  expect(verifiedJson(late)).toMatchObject({ complete: false, bound: "time: 1 m 0 s" });
  expect(verifiedJson(interrupted)).toMatchObject({ complete: false, bound: "interrupted" });
  expect(verifiedJson(torn)).toMatchObject({ complete: false, bound: "1 part given up" });
  expect(verifiedJson(failed)).toMatchObject({
    complete: false,
    bound: null,
    finding: { kind: "lost-wakeup", tape: null },
  });
});

it("tells people the same", () => {
  expect(verifiedText(complete)).toBe(
    [
      "fine/steady, memory sc: complete, nothing found",
      "  1,420 executions, 710/s, 2 blocked, 2.0 s",
      "  no bound was hit: these are all there are",
    ].join("\n"),
  );
  expect(verifiedText(bounded)).toContain("complete within: at most 3 yields of one thread (12 executions cut off)");
  expect(verifiedText(late)).toContain("not complete, nothing found");
  expect(verifiedText(late)).toContain("25 % of about 5,680");
  expect(verifiedText(late)).toContain("stopped by: time: 1 m 0 s");
  expect(verifiedText(failed)).toContain("not complete, lost-wakeup found");
});

it("shows how far it is, and how long it will take", () => {
  expect(progressText({ tally: { ...NOTHING, executions: 500 }, fraction: 0.25 }, 10)).toBe(
    "10.0 s  500 executions  50/s  25 % of about 2,000  30.0 s left",
  );
  expect(progressText({ tally: NOTHING, fraction: 0 }, 1)).toBe("1.0 s  0 executions  0/s  size not yet known");
  expect(progressText({ tally: { ...NOTHING, executions: 500 }, fraction: 1e-9 }, 10)).toBe(
    "10.0 s  500 executions  50/s  of more than 1,000,000,000",
  );
});

it("says of an expected finding that it did not come", () => {
  expect(missingText("deadlock", complete)).toBe("  expected deadlock does not happen in any of them");
  expect(missingText("deadlock", late)).toBe("  expected deadlock was not met so far");
});

it("names the bounds and limits that apply", () => {
  expect(limitsText({ memory: "sc", yields: 1, preemptions: 2, faults: "plan" }, 60, 4)).toBe(
    "memory sc, at most 1 yield of one thread, at most 2 preemptions, 1 m 0 s, 4 processes",
  );
});

it("goes on by a line that can be pasted", () => {
  expect(resumeLine("a/b", "some where/a.json", undefined)).toBe(
    "npx reveille verify a/b --resume 'some where/a.json'",
  );
  expect(resumeLine("a/b", "a.json", "c.json")).toBe("npx reveille verify a/b --resume a.json --config c.json");
});

it("shows a finding that no tape expresses as its graph", () => {
  expect(witnessText("fine/steady", found)).toBe(
    [
      "lost-wakeup I1   fine/steady   as an execution graph",
      "",
      "  sleeps",
      "",
      "  0:1    main    x.store(1, Relaxed)",
      "  0.1:1  reader  x.load(Relaxed)      = 0   from init",
      "",
      "  in modification order",
      "  x: init, 0:1",
      "",
      "  no tape replays it: `verify` allows a little more than what replays, and shows it each time",
    ].join("\n"),
  );
});
