import { expect, it } from "vitest";
import { nextRound, share } from "./budget.ts";

it("deals iterations out evenly, the rest to the first, at least one to each", () => {
  expect([0, 1, 2].map((at) => share(11, at, 3))).toEqual([4, 4, 3]);
  expect([0, 1, 2].map((at) => share(2, at, 3))).toEqual([1, 1, 1]);
});

it("lets the rounds grow until one takes about half a second", () => {
  const first = nextRound(null, 0);
  expect(nextRound(first, 10)).toBe(first * 2);
  expect(nextRound(first * 8, 400)).toBe(first * 8);
});
