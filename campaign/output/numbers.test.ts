import { expect, it } from "vitest";
import { counted, duration, grouped } from "./numbers.ts";
import { table } from "./table.ts";

it("groups digits by thousands, whatever the host's locale", () => {
  expect([0, 999, 1_000, 1_204_332.4].map(grouped)).toEqual(["0", "999", "1,000", "1,204,332"]);
});

it("counts in words, with the plural that the word has", () => {
  expect(counted(1, "finding")).toBe("1 finding");
  expect(counted(2_000, "finding")).toBe("2,000 findings");
  expect(counted(0, "switch", "switches")).toBe("0 switches");
});

it("tells spans in the units that fit", () => {
  expect([9.98, 754.4, 3_605].map(duration)).toEqual(["10.0 s", "12 m 34 s", "1 h 0 m 5 s"]);
});

it("makes columns as wide as their widest cell, right-aligned where asked", () => {
  const rows = [
    ["name", "runs"],
    ["a", "10,000", "clean"],
  ];
  expect(table(rows, [1])).toBe("name    runs\na     10,000  clean");
});
