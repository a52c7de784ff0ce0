import { describe, expect, it } from "vitest";
import { Roster } from "./roster.ts";

describe("a roster", () => {
  it.each([1, 8, 9, 40])("finds each of %i by identity, and nothing else", (count) => {
    const roster = new Roster<number>();
    const keys = Array.from({ length: count }, () => ({}));
    for (const [i, key] of keys.entries()) roster.add(key, i);
    expect(keys.map((key) => roster.find(key))).toEqual(keys.map((_, i) => i));
    expect(roster.find({})).toBeUndefined();
    expect(roster.find(null)).toBeUndefined();
    expect(roster.all).toHaveLength(count);
  });

  it("is as new once cleared, however large it was", () => {
    const roster = new Roster<string>();
    const old = {};
    roster.add(old, "old");
    for (let i = 0; i < 20; i++) roster.add({}, "other");
    roster.clear();
    expect(roster.find(old)).toBeUndefined();
    const key = {};
    roster.add(key, "new");
    expect(roster.find(key)).toBe("new");
    expect(roster.all).toEqual(["new"]);
  });
});
