import { expect, it } from "vitest";
import { basicNotification } from "../scenarios/atomic-waker/basic-notification.ts";
import { joinVsComplete } from "../scenarios/task/join-vs-complete.ts";
import { fastCheckRace } from "./fast-check-race.ts";
import { race } from "./race.ts";

it("runs the race of promises to its end under both of fast-check's drivers, in about as many points as ours", async () => {
  const ours = race(basicNotification, "ours", false);
  for (const drive of ["waitIdle", "waitAll"] as const) {
    const theirs = await fastCheckRace(drive);
    expect(theirs.points / theirs.executions).toBeGreaterThan(0.75 * (ours.points / ours.executions));
    expect(theirs.points / theirs.executions).toBeLessThan(1.25 * (ours.points / ours.executions));
  }
});

it("counts as points all steps but those on plain memory, with and without monitors", () => {
  const quiet = race(basicNotification, "monitors off", false);
  expect(quiet.points).toBeLessThan(quiet.units);
  expect(race(basicNotification, "monitors on", true).units).toBe(quiet.units);
});

it("times the same executions of the task system with and without monitors", () => {
  const quiet = race(joinVsComplete, "monitors off", false);
  const monitored = race(joinVsComplete, "monitors on", true);
  expect(quiet.points).toBeGreaterThan(10 * quiet.executions);
  expect([monitored.units, monitored.executions]).toEqual([quiet.units, quiet.executions]);
});
