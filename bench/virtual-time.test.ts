import { expect, it } from "vitest";
import { day } from "./day.ts";
import { echoes } from "./echo.ts";
import { manyTimers } from "./timers.ts";

it("registers and fires each timer in about as many steps however many there are", () => {
  const [few, many] = [manyTimers(100), manyTimers(800)];
  expect(few.steps / few.units).toBeGreaterThan(20);
  expect(many.steps / many.units / (few.steps / few.units)).toBeGreaterThan(0.7);
  expect(many.steps / many.units / (few.steps / few.units)).toBeLessThan(1.5);
  expect(few.batch()).toBe(few.steps);
});

it("counts every tick of a day, whether the timers are due together or apart", () => {
  for (const due of ["together", "apart"] as const) {
    const { ticks, virtualTimeNs } = day(due, 10, 3);
    expect(ticks).toBe(30);
    expect(virtualTimeNs).toBeGreaterThanOrEqual(2 * 60_000_000_000);
    expect(virtualTimeNs).toBeLessThan(3 * 60_000_000_000);
  }
});

it("echoes to its end, and time passes", () => {
  const { steps, virtualTimeNs } = echoes("few", false, 2, 1);
  expect(steps).toBeGreaterThan(100);
  expect(virtualTimeNs).toBeGreaterThanOrEqual(2_000_000_000);
});
