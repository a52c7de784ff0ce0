import { expect, it } from "vitest";
import { runOf, stepOf } from "./testing/runs.ts";
import { changeText, decode, heldIn, valueAt, valueBefore, wordIn } from "./values.ts";

it("reads a state word bit by bit, and nothing into what is none", () => {
  expect(decode("RUNNING|JOIN_WAKER refs=3")).toEqual({ names: ["RUNNING", "JOIN_WAKER"], fields: [["refs", "3"]] });
  expect(decode("refs=1")).toEqual({ names: [], fields: [["refs", "1"]] });
  for (const plain of ["7", "true", "held by main", "await 0 on GivesWay", ""]) expect(decode(plain)).toBeNull();
});

it("tells a change by the bits that came and went", () => {
  expect(changeText("NOTIFIED|JOIN_INTEREST refs=3", "RUNNING|JOIN_INTEREST refs=2")).toBe(
    "+RUNNING \u2212NOTIFIED refs 3 \u2192 2",
  );
  expect(changeText("0", "1")).toBe("0 \u2192 1");
});

it("knows what an object holds after each step, and what it held before", () => {
  const steps = [
    stepOf(1, { object: "a", label: "word", kind: "fetchOr", access: "write", result: "WAITING", value: "WAKING" }),
    stepOf(2, { object: "b", value: "1" }),
    stepOf(3, { object: "a", label: "word", access: "write", value: "REGISTERING" }),
  ];
  const held = heldIn(runOf(steps)).get("a");
  if (held === undefined) throw new Error("the object is not there");
  expect(held.bits).toEqual(["WAITING", "WAKING", "REGISTERING"]);
  expect(valueAt(held, 0)).toBeNull();
  expect(valueAt(held, 1)).toEqual({ value: "WAKING", before: "WAITING", by: 1 });
  expect(valueAt(held, 2)).toEqual({ value: "WAKING", before: "WAKING", by: 1 });
  expect(steps.map((step) => valueBefore(step.object === "a" ? held : undefined, step))).toEqual([
    "WAITING",
    null,
    "WAKING",
  ]);
  expect(wordIn(held, "idle")).toEqual({ names: [], fields: [] });
});

it("takes the first value from a compare-exchange that succeeded, and not from one that failed", () => {
  const call = "word.compareExchange(IDLE -> BUSY, AcqRel, Acquire)";
  const exchange = (result: string) => {
    const step = stepOf(1, { object: "a", kind: "compareExchange", access: "write", call, result, value: "BUSY" });
    return heldIn(runOf([step])).get("a")?.initial;
  };
  expect([exchange("ok"), exchange("failed: BUSY")]).toEqual(["IDLE", null]);
});
