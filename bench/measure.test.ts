import { expect, it } from "vitest";
import { measure } from "./measure.ts";

const PACE = { rounds: 2, ms: 1 };

it("lets the subjects take turns, and once more than it counts", async () => {
  const order: string[] = [];
  const subject = (name: string) => ({ name, units: 1, batch: () => void (order.at(-1) !== name && order.push(name)) });
  await measure([subject("a"), subject("b")], PACE);
  expect(order).toEqual(["a", "b", "a", "b", "a", "b"]);
});

it("divides the time of a batch by its units", async () => {
  const wait = { name: "wait", units: 1_000, batch: () => new Promise((resolve) => setTimeout(resolve, 5)) };
  const measured = await measure([wait], PACE);
  const ns = measured.get(wait)?.ns ?? 0;
  expect(ns).toBeGreaterThan(4_000); // 5 ms over 1,000 units
  expect(ns).toBeLessThan(500_000);
});

it("does not pass over a batch that throws", async () => {
  const broken = {
    name: "broken",
    units: 1,
    batch: () => {
      throw new Error("no race today");
    },
  };
  await expect(measure([broken], PACE)).rejects.toThrow("no race today");
});
