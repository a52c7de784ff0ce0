import { expect, it } from "vitest";
import { AtomicUsize, createStrategy, Runner, spawn } from "../../sim/index.ts";
import { scenarioOf } from "../testing/scenario-of.ts";
import { runView } from "./run-view.ts";

const recording = new Runner(
  scenarioOf("test/two-sorts", "for this test", function* () {
    const n = new AtomicUsize(0, "n");
    for (let i = 0; i < 5; i++) yield* n.fetchAdd(1, "Relaxed");
    yield* (yield* spawn(() => n.load("Relaxed"), "other")).join();
  }),
  { strategy: createStrategy("random") },
).record("a");

it("tells objects of two sorts apart that share an identity", () => {
  const on = (label: string): number => recording.trace.findIndex((event) => event.label === label);
  const [atomic, token] = [on("n"), on("other")];
  expect(recording.trace[atomic]?.object).toBe(recording.trace[token]?.object);
  const { steps } = runView(recording, { head: 10, tail: 10 });
  expect(steps[atomic]?.object).toBeDefined();
  expect(steps[atomic]?.object).not.toBe(steps[token]?.object);
});

it("keeps both ends of what is too long", () => {
  const { steps, leftOut, stepCount } = runView(recording, { head: 2, tail: 1 });
  expect(steps.map(({ index }) => index)).toEqual([1, 2, 8]);
  expect([leftOut, stepCount]).toEqual([{ from: 3, to: 7 }, 8]);
});
