import { expect, it } from "vitest";
import { nextRound, share } from "./budget.ts";

it("deals iterations out evenly, the rest to the first, at least one to each", () => {
  expect([0, 1, 2].map((at) => share(11, at, 3))).toEqual([4, 4, 3]);
  expect([0, 1, 2].map((at) => share(2, at, 3))).toEqual([1, 1, 1]);
});

it("lets the rounds grow until one takes about half a second", () => {
  const first = nextRound(null, 0, 0);
  expect(nextRound(first, 10, 0)).toBe(first * 2);
  expect(nextRound(first * 8, 400, 5_000)).toBe(first * 8);
});

it("lets the rounds of a long campaign be longer, up to ten minutes", () => {
  expect(nextRound(512, 400, 100_000)).toBe(1_024);
  expect(nextRound(512, 250_000, 1e9)).toBe(1_024);
  expect(nextRound(512, 400_000, 1e9)).toBe(512);
});
