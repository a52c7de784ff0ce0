import { describe, expect, it } from "vitest";
import { UsageError } from "../finding/usage-error.ts";
import { stream } from "./seedrandom.ts";

/** The first 32-bit numbers of a stream, exactly. */
function first(seed: string, purpose: string, count = 4): number[] {
  const draw = stream(seed, purpose);
  return Array.from({ length: count }, () => draw() * 2 ** 32);
}

describe("stream", () => {
  // If one of these changes, every seed that anybody wrote down now plays another execution.
  it.each([
    ["0", "schedule", [2_284_167_304, 3_485_219_651, 320_814_987, 515_722_223]],
    ["1", "schedule", [3_146_467_172, 3_126_510_014, 4_280_095_926, 573_207_666]],
    ["42", "schedule", [1_349_905_033, 991_076_337, 1_396_567_196, 2_513_219_865]],
    ["42", "workload", [72_591_762, 271_421_597, 71_775_182, 78_667_692]],
    ["42", "faults", [2_262_558_688, 3_479_460_033, 1_190_147_307, 3_327_419_233]],
    ["42", "portfolio", [2_582_523_623, 833_617_787, 487_691_662, 4_071_229_282]],
    ["demo.1204", "schedule", [1_653_091_624, 3_275_084_128, 512_537_876, 3_195_992_375]],
    [
      "a seed of any length, with spaces and Ünicode",
      "schedule",
      [1_905_918_041, 451_754_217, 2_997_014_358, 2_646_778_942],
    ],
  ] as const)("never moves: the first numbers of %j for %s", (seed, purpose, numbers) => {
    expect(first(seed, purpose)).toEqual(numbers);
  });

  it("takes as canonical what looks like a number", () => {
    expect(first("42", "schedule")).not.toEqual(first("42.0", "schedule"));
    expect(first("042", "schedule")).not.toEqual(first("42", "schedule"));
  });

  it("gives numbers of 32 bits in [0, 1)", () => {
    const draw = stream("range", "schedule");
    for (let i = 0; i < 10_000; i++) {
      const number = draw();
      expect(number >= 0 && number < 1 && Number.isInteger(number * 2 ** 32)).toBe(true);
    }
  });

  it("spreads the first numbers of seeds that differ in their last digit evenly", () => {
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let run = 0; run < 10_000; run++) {
      const bucket = Math.floor(stream(`demo.${run}`, "schedule")() * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    // Standard deviation 30: five of them.
    for (const count of buckets) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it("refuses an empty seed, and what is no string, and says what to give", () => {
    expect(() => stream("", "schedule")).toThrow(UsageError);
    expect(() => stream("", "schedule")).toThrow("the seed is empty: give any non-empty string");
    expect(() => stream(undefined as unknown as string, "schedule")).toThrow("the seed is undefined: give any");
  });
});
