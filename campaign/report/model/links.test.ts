import { expect, it } from "vitest";
import { linksOf } from "./links.ts";
import { runOf, stepOf } from "./testing/runs.ts";

it("leads from a step to the next one of each thread that it lets go on", () => {
  const steps = [stepOf(1, { lets: [1, 2] }), stepOf(2), stepOf(3, { thread: 1 }), stepOf(4, { thread: 1 })];
  expect(linksOf(runOf(steps))).toEqual([{ from: 1, to: 3, kind: "wake" }]);
});

it("leads from the wake of a task to its poll on another thread, by its state word", () => {
  const word = (value: string) => ({ object: "state", value });
  const steps = [
    stepOf(1, word("JOIN_INTEREST refs=2")),
    stepOf(2, { thread: 1, ...word("NOTIFIED|JOIN_INTEREST refs=3") }),
    stepOf(3, { thread: 2, ...word("RUNNING|JOIN_INTEREST refs=3") }),
    stepOf(4, { thread: 2, ...word("RUNNING|NOTIFIED|JOIN_INTEREST refs=3") }),
  ];
  expect(linksOf(runOf(steps))).toEqual([{ from: 2, to: 3, kind: "wake" }]);
});

it("leads from a write to who read it, and tells stale reads apart", () => {
  const steps = [stepOf(1), stepOf(2, { readsFrom: 1 }), stepOf(3, { readsFrom: 1, stale: true })];
  expect(linksOf(runOf(steps)).map(({ kind }) => kind)).toEqual(["read", "stale"]);
});
