import { expect, it } from "vitest";
import { fastCheckRace } from "./fast-check-race.ts";
import { race } from "./race.ts";

it("runs the race of promises to its end under both of fast-check's drivers, in about as many points as ours", async () => {
  const ours = race("ours", false);
  for (const drive of ["waitIdle", "waitAll"] as const) {
    const theirs = await fastCheckRace(drive);
    expect(theirs.points / theirs.executions).toBeGreaterThan(0.75 * (ours.points / ours.executions));
    expect(theirs.points / theirs.executions).toBeLessThan(1.25 * (ours.points / ours.executions));
  }
});

it("counts as points all steps but those on plain memory, with and without monitors", () => {
  const quiet = race("monitors off", false);
  expect(quiet.points).toBeLessThan(quiet.units);
  expect(race("monitors on", true).units).toBe(quiet.units);
});
