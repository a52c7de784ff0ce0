import { expect, it } from "vitest";
import type { DecisionKind } from "../../decision.ts";
import type { TapeEntry } from "../../tape/tape.ts";
import { Script } from "./script.ts";

const entry = (kind: DecisionKind, answer: number): TapeEntry => ({ kind, options: 9, answer });

it("answers in order, clamped, and then no more", () => {
  const script = new Script([entry("schedule", 0), entry("schedule", 7), entry("schedule", 1)]);
  expect([0, 1, 2, 3].map(() => script.answer("schedule", 3))).toEqual([0, 2, 1, null]);
});

it("passes over a few answers of another kind, and keeps those that nobody asked for near", () => {
  const script = new Script([entry("read", 1), entry("schedule", 2), entry("schedule", 3)]);
  expect(script.answer("schedule", 9)).toBe(2);
  expect(script.answer("weakCas", 2)).toBeNull();
  expect(script.answer("schedule", 9)).toBe(3);
});

it("has no answer where the right kind is far off", () => {
  const script = new Script([...Array.from({ length: 8 }, () => entry("read", 1)), entry("schedule", 2)]);
  expect(script.answer("schedule", 9)).toBeNull();
  expect(script.answer("read", 9)).toBe(1);
  expect(script.answer("schedule", 9)).toBe(2);
});
