import { expect, it } from "vitest";
import { lanesFor } from "./lanes.ts";
import { neighbour, type Stop } from "./moves.ts";
import { argumentsOf, HEIGHT, type Row, rowsOf, topsOf, visible } from "./rows.ts";
import { runOf, stepOf } from "./testing/runs.ts";

const ALL = { hidden: new Set<number>(), object: null };
const textOf = (row: Row): string => (row.kind === "remark" ? row.text : `${row.number} ${row.kind}`);

it("has faults and the time that moved between the steps, and the threads that wait at the end", () => {
  const steps = [
    stepOf(1),
    stepOf(2, { faults: ["loss at udp 0.1"], timeNs: 1_500_000 }),
    stepOf(3, { timeNs: 1_500_000 }),
  ];
  const run = runOf(steps, { waiting: [{ thread: 1, call: "park()", waitsFor: "waits for unpark(left)" }] });
  expect(rowsOf(run, ALL).map(textOf)).toEqual([
    "1 step",
    "fault: loss at udp 0.1",
    "virtual time 1.5 ms (+1.5 ms)",
    "2 step",
    "3 step",
    "4 waiting",
  ]);
});

it("says which steps are left out, where they would be", () => {
  const run = runOf([stepOf(1), stepOf(9)], { stepCount: 9, leftOut: { from: 2, to: 8 } });
  expect(rowsOf(run, ALL).map(textOf)).toEqual(["1 step", "steps 2 to 8 are left out of this file", "9 step"]);
});

it("hides threads and all objects but one", () => {
  const steps = [stepOf(1, { object: "a" }), stepOf(2, { thread: 1, object: "a" }), stepOf(3, { object: "b" })];
  expect(rowsOf(runOf(steps), { hidden: new Set([1]), object: null }).map(textOf)).toEqual(["1 step", "3 step"]);
  expect(rowsOf(runOf(steps), { hidden: new Set(), object: "a" }).map(textOf)).toEqual(["1 step", "2 step"]);
});

it("draws the rows in view and no others, however many there are", () => {
  const rows = rowsOf(runOf(Array.from({ length: 10_000 }, (_, i) => stepOf(i + 1))), ALL);
  const tops = topsOf(rows);
  expect(tops.at(-1)).toBe(10_000 * HEIGHT.step);
  const { first, last } = visible(tops, 5_000 * HEIGHT.step + 1, 5_010 * HEIGHT.step - 1);
  expect([first <= 5_000, last >= 5_010, last - first <= 12]).toEqual([true, true, true]);
  expect(visible(tops, -300, 100)).toMatchObject({ first: 0 });
  expect(visible(tops, 1e9, 2e9).last).toBe(10_000);
});

it("takes the arguments out of a call, without the orderings", () => {
  const call = "w.state.compareExchange(A -> B, AcqRel, Acquire)";
  const step = stepOf(1, { call, kind: "compareExchange", label: "w.state", ordering: "AcqRel, Acquire" });
  expect(argumentsOf(step)).toBe("A -> B");
  expect(argumentsOf(stepOf(1, { call: "n.load(Relaxed)", kind: "load", label: "n", ordering: "Relaxed" }))).toBe("");
});

it("moves step by step, ten by ten, to the ends, and along an object", () => {
  const steps = Array.from({ length: 30 }, (_, i) => stepOf(i + 1, { object: i % 3 === 0 ? "a" : "b" }));
  const stops = rowsOf(runOf(steps), ALL) as Stop[];
  const from = (number: number, move: Parameters<typeof neighbour>[2]) =>
    neighbour(stops, stops[number - 1] as Stop, move)?.number;
  expect([from(1, "next"), from(1, "previous"), from(1, "forward"), from(5, "back")]).toEqual([2, undefined, 11, 1]);
  expect([from(9, "first"), from(9, "last"), from(25, "forward")]).toEqual([1, 30, 30]);
  expect([from(4, "nextOnObject"), from(4, "previousOnObject"), from(1, "previousOnObject")]).toEqual([
    7,
    1,
    undefined,
  ]);
});

it("gives threads lanes where there is room, and rails where there is none", () => {
  expect(lanesFor(900, 3).narrow).toBe(false);
  expect(lanesFor(900, 6).narrow).toBe(true);
  const rails = lanesFor(374, 3);
  expect(rails.narrow).toBe(true);
  expect(rails.textLeft(2) + rails.textWidth).toBeLessThanOrEqual(374);
});
