import { describe, expect, it } from "vitest";
import { Discoveries } from "./discoveries.ts";
import type { Investigated } from "./investigated.ts";
import type { Failure } from "./span.ts";

const finding = { kind: "panic", invariant: null, message: "it broke", details: [], involved: [] } as const;

function failure(fingerprint: string, steps: number, index = 0): Failure {
  const smallest = { index, steps, switches: 1, strategy: "random", tape: null };
  return { fingerprint, finding, expected: false, count: 1, first: index, smallest };
}

/** Only its fingerprint is looked at. */
const investigated = (fingerprint: string): Investigated => ({ file: { fingerprint }, json: {} }) as Investigated;

describe("what a campaign discovers", () => {
  it("stands for a way to fail by its smallest execution, of equals that of the first scenario, whoever came first", () => {
    const told = [
      ["b", 9],
      ["a", 5],
      ["b", 5],
    ] as const;
    for (const order of [told, [...told].reverse()]) {
      const discoveries = new Discoveries();
      for (const [scenario, steps] of order) discoveries.see(scenario, [failure("f", steps)]);
      expect(discoveries.next()).toMatchObject({ scenario: "a", failure: { smallest: { steps: 5 } } });
      expect(discoveries.next()).toBeNull();
      expect(discoveries.size).toBe(1);
    }
  });

  it("looks into a smaller execution once, and no more where somebody died of it twice", () => {
    const discoveries = new Discoveries();
    discoveries.see("a", [failure("f", 9)]);
    const first = discoveries.next();
    if (first === null) throw new Error("there is one");
    discoveries.see("a", [failure("f", 5, 1)]);
    expect(discoveries.nextSmaller()).toBeNull();
    discoveries.add(first, investigated("f"));
    for (const again of [true, false]) {
      const smaller = discoveries.nextSmaller();
      expect(smaller?.failure.smallest.steps).toBe(5);
      expect(discoveries.nextSmaller()).toBeNull();
      expect(smaller && discoveries.lose(smaller)).toBe(again);
    }
    expect(discoveries.nextSmaller()).toBeNull();
    expect(discoveries.uninvestigated).toEqual([]);
  });

  it("has a name of its own where the reports of two coincide", () => {
    const discoveries = new Discoveries();
    discoveries.see("a", [failure("f", 1), failure("g", 1), failure("h", 1)]);
    const names = ["f", "g", "h"].map(() => {
      const suspect = discoveries.next();
      return suspect && discoveries.add(suspect, investigated("same")).name;
    });
    expect(names).toEqual(["same", "same-2", "same-3"]);
  });
});
