import { describe, expect, it } from "vitest";
import { holders, isFree, isOwn, isPoisoned, type LockMode, locked, unlocked, withoutPoison } from "./lock-word.ts";

describe("the word of a lock", () => {
  it.each([
    ["", "w", "0.1", "0.1"],
    ["", "r", "0.1", "r 0.1"],
    ["r 0.1", "r", "0.12", "r 0.1 0.12"],
    ["r 0.1", "r", "0.1", "r 0.1 0.1"],
    ["!", "w", "0.1", "!0.1"],
    ["!", "r", "0.1", "!r 0.1"],
    ["!r 0.1", "r", "0.2", "!r 0.1 0.2"],
  ] as const)("%j, taken (%s) by %s, is %j, and the same again once let go", (word, mode, path, next) => {
    expect(isFree(word, mode)).toBe(true);
    expect(locked(word, mode, path)).toBe(next);
    expect(holders(next)).toEqual([...holders(word), path]);
    expect(unlocked(next, path, false)).toBe(word);
  });

  it.each([
    ["0.1", "w"],
    ["0.1", "r"],
    ["r 0.1 0.12", "w"],
    ["!0.1", "w"],
    ["!0.1", "r"],
    ["!r 0.1 0.12", "w"],
  ] as const)("%j cannot be taken (%s): its holders wait for themselves, others for them", (word, mode) => {
    expect(isFree(word, mode)).toBe(false);
    expect(locked(word, mode, "0.2")).toBeUndefined();
    for (const path of holders(word)) expect(isOwn(word, mode, path)).toBe(true);
    for (const path of ["0", "0.2", "0.1.1"]) expect(isOwn(word, mode, path)).toBe(false);
  });

  it.each([
    ["", "w"],
    ["!", "r"],
    ["r 0.1", "r"],
    ["!r 0.1", "r"],
  ] as const)("%j keeps nobody waiting for itself (%s)", (word, mode: LockMode) => {
    expect(isOwn(word, mode, "0.1")).toBe(false);
  });

  it("loses one hold at a time, of a reader that has two", () => {
    expect(unlocked("r 0.1 0.2 0.1", "0.1", false)).toBe("r 0.2 0.1");
    expect(unlocked("r 0.2 0.1", "0.1", false)).toBe("r 0.2");
  });

  it("is poisoned by who says so, once, and stays so until that is cleared", () => {
    expect(unlocked("0.1", "0.1", true)).toBe("!");
    expect(unlocked("!0.1", "0.1", true)).toBe("!");
    expect(unlocked("!0.1", "0.1", false)).toBe("!");
    expect(isPoisoned("!r 0.1")).toBe(true);
    expect(isPoisoned("r 0.1")).toBe(false);
    expect(withoutPoison("!r 0.1")).toBe("r 0.1");
  });

  it("is as it was where somebody lets go who does not hold it", () => {
    expect(["", "0.1", "r 0.1 0.12", "!"].map((word) => unlocked(word, "0.2", false))).toEqual([
      "",
      "0.1",
      "r 0.1 0.12",
      "!",
    ]);
  });
});
