import fc from "fast-check";
import { expect, it } from "vitest";
import { wrap, wrapCell } from "./wrap.ts";

it("breaks at blanks, and leaves a word that is too long whole", () => {
  expect(wrap("to be or not_to_be that is", 8)).toEqual(["to be or", "not_to_be", "that is"]);
  expect(wrap("", 8)).toEqual([""]);
});

it("breaks cells at blanks, dots and brackets, and sets in what follows", () => {
  expect(wrapCell("waker.state.load(Acquire) = WAITING", 20)).toEqual(["waker.state.load(", "  Acquire) = WAITING"]);
  expect(wrapCell("short", 20)).toEqual(["short"]);
});

it("loses nothing but blanks in cells, and is never too wide", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 8, max: 60 }), (text, width) => {
      const lines = wrapCell(text, width);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }),
    { seed: 1, numRuns: 500 },
  );
});
