import { expect, it } from "vitest";
import { manyTasks } from "./runtimes.ts";

it("runs all tasks of a runtime to their end, in about as many steps per task however many there are", () => {
  const [few, many] = [manyTasks(60), manyTasks(600)];
  expect(few.polls).toBe(180);
  expect(few.units / few.tasks).toBeGreaterThan(50);
  expect(many.units / many.tasks / (few.units / few.tasks)).toBeGreaterThan(0.6);
  expect(many.units / many.tasks / (few.units / few.tasks)).toBeLessThan(1.2);
});

it("does the same in each batch", () => {
  const subject = manyTasks(20);
  expect(subject.batch()).toBe(subject.units);
});
