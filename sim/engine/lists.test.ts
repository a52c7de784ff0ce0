import { expect, it } from "vitest";
import { clear, insert, remove, removeAt, removeFirst } from "./lists.ts";

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

it("removes at any index", () => {
  for (const index of [0, 1, 2]) {
    const list = [7, 7, 7, 8].toSpliced(index, 1, 9);
    removeAt(list, index);
    expect(list).toEqual([7, 7, 8]);
  }
});

it("removes the first few, none and all", () => {
  for (const count of [0, 1, 2, 3]) {
    const list = [1, 2, 3];
    removeFirst(list, count);
    expect(list).toEqual([1, 2, 3].slice(count));
  }
});

it("inserts at any index", () => {
  for (const index of [0, 1, 2]) {
    const list = [1, 2];
    insert(list, index, 9);
    expect(list).toEqual([1, 2].toSpliced(index, 0, 9));
  }
});
