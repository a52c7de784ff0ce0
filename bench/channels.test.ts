import { expect, it } from "vitest";
import { SUBJECTS } from "../properties/index.ts";
import { messages } from "./channels.ts";
import { histories } from "./histories.ts";

it("receives every message, in about as many steps each however many there are", () => {
  const [few, many] = [messages("few", true, 20), messages("many", false, 80)];
  expect([few.units, many.units]).toEqual([40, 160]);
  expect(few.steps / few.units).toBeGreaterThan(10);
  expect(many.steps / many.units / (few.steps / few.units)).toBeGreaterThan(0.5);
  expect(many.steps / many.units / (few.steps / few.units)).toBeLessThan(1.5);
  expect(many.batch()).toBe(many.steps);
});

it("checks as many histories as are wanted, the longest no faster than the median", () => {
  const [subject] = SUBJECTS;
  if (subject === undefined) throw new Error("there is no primitive with a specification");
  const { name, histories: checked, medianMs, longestMs } = histories(subject, 3);
  expect([name, checked]).toEqual([subject.name, 3]);
  expect(medianMs).toBeGreaterThan(0);
  expect(longestMs).toBeGreaterThanOrEqual(medianMs);
});
