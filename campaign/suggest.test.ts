import { describe, expect, it } from "vitest";
import { didYouMean, nearest } from "./suggest.ts";

const NAMES = ["atomic-waker/basic-notification", "atomic-waker/hundred-wakes", "notify/basic", "list"];

describe("the nearest names", () => {
  it.each([
    ["a slip of the finger", "atomic-waker/hundred-waks", "atomic-waker/hundred-wakes"],
    ["a forgotten area", "basic-notification", "atomic-waker/basic-notification"],
    ["another area", "notify/hundred-wakes", "atomic-waker/hundred-wakes"],
    ["two letters the other way round", "lsit", "list"],
    ["capitals", "LIST", "list"],
  ])("are found for %s", (_what, typed, meant) => {
    expect(nearest(typed, NAMES)[0]).toBe(meant);
  });

  it("are none where nothing is near", () => {
    expect(nearest("semaphore/fairness", NAMES)).toEqual([]);
    expect(didYouMean("semaphore/fairness", NAMES)).toBe("");
  });

  it("are put as a question", () => {
    expect(didYouMean("lst", ["list", "last", "other"])).toBe(" Did you mean last or list?");
  });
});
