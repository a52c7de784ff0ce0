import fc from "fast-check";
import { expect, it } from "vitest";
import { hashLines } from "./text-hash.ts";

it("keeps its values, on every machine and in every version", () => {
  expect(hashLines([])).toBe("4c2764911aee976d");
  expect(hashLines([""])).toBe("e347fa4e0034c3ab");
  expect(hashLines(["ready.load(Relaxed) = 0", "wörter 東京 🚀"])).toBe("df59fef6eca2d485");
});

it("tells where a line ends", () => {
  expect(hashLines(["ab", "c"])).not.toBe(hashLines(["a", "bc"]));
  expect(hashLines(["ab"])).not.toBe(hashLines(["ab", ""]));
});

it("differs for different lines", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (left, right) => {
      const same = left.join("\n") === right.join("\n") && left.length === right.length;
      expect(hashLines(left) === hashLines(right)).toBe(same);
    }),
    { numRuns: 2_000, seed: 1 },
  );
});

it("has sixteen digits that all depend on the last character", () => {
  const hashes = [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => hashLines([`step ${letter}`]));
  for (let digit = 0; digit < 16; digit++) {
    expect(new Set(hashes.map((hash) => hash.charAt(digit))).size, `digit ${digit}`).toBeGreaterThan(6);
  }
});
