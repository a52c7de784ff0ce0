import { expect, it } from "vitest";
import { clear, insert, remove } from "./lists.ts";

it("empties a list", () => {
  const list = [1, 2, 3];
  clear(list);
  expect(list).toEqual([]);
});

it("removes from the front, the middle and the end, and keeps the order", () => {
  for (const one of [1, 2, 3]) {
    const list = [1, 2, 3];
    remove(list, one);
    expect(list).toEqual([1, 2, 3].filter((other) => other !== one));
  }
});

it("inserts at any index", () => {
  for (const index of [0, 1, 2]) {
    const list = [1, 2];
    insert(list, index, 9);
    expect(list).toEqual([1, 2].toSpliced(index, 0, 9));
  }
});
