import { expect, it } from "vitest";
import { aimRow } from "./aims.ts";
import { ratio, table, whole } from "./table.ts";

it("sets names to the left and figures to the right, below their headings", () => {
  const lines = table(
    "a step",
    ["ns", "/ call"],
    [
      ["alone", "9.0", "10.0 x"],
      ["in company", "1,000"],
    ],
  ).split("\n");
  expect(lines.map((line) => line.replace(/ {20,}/, " … "))).toEqual([
    "a step … ns   / call",
    "alone … 9.0   10.0 x",
    "in company … 1,000",
  ]);
  expect(lines[1]?.indexOf("9.0")).toBe((lines[2]?.length ?? 0) - 3);
});

it("groups thousands and keeps two decimals of small ratios only", () => {
  expect([whole(999.6), whole(1234567), ratio(2.345), ratio(12.34)]).toEqual([
    "1,000",
    "1,234,567",
    "2.35 x",
    "12.3 x",
  ]);
});

it("says of an aim on either side whether it was reached", () => {
  expect(aimRow({ name: "cost", measured: 3, side: "below", limit: 3 })).toEqual([
    "cost",
    "3.00 x",
    "under 3 x",
    "missed",
  ]);
  expect(aimRow({ name: "gain", measured: 3, side: "from", limit: 3 })).toEqual([
    "gain",
    "3.00 x",
    "at least 3 x",
    "reached",
  ]);
});
