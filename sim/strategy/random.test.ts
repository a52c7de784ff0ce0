import { describe, expect, it } from "vitest";
import type { DecisionKind } from "../decision.ts";
import { Execution } from "../engine/execution.ts";
import { Draws } from "./draws.ts";
import { RandomStrategy } from "./random.ts";

/** An execution without a fault plan. */
const VIEW = new Execution();

const ASKED: readonly DecisionKind[] = [
  "schedule",
  "option",
  "random",
  "fault",
  "delay",
  "weakCas",
  "spurious",
  "read",
];

describe("random", () => {
  it("gives every option of a question about threads the same chance", () => {
    const strategy = new RandomStrategy();
    const counts = [0, 0, 0, 0];
    for (let run = 0; run < 1_000; run++) {
      strategy.begin(`run.${run}`);
      for (let i = 0; i < 10; i++) {
        const answer = strategy.decide("schedule", 4, VIEW);
        counts[answer] = (counts[answer] ?? 0) + 1;
      }
    }
    // Standard deviation 43.
    for (const count of counts) expect(Math.abs(count - 2_500)).toBeLessThan(200);
  });

  it("draws faults and spurious events seldom, and the dullest answer most often", () => {
    const strategy = new RandomStrategy();
    strategy.begin("seldom");
    for (const kind of ["fault", "weakCas", "spurious"] as const) {
      let struck = 0;
      for (let i = 0; i < 10_000; i++) if (strategy.decide(kind, 3, VIEW) !== 0) struck++;
      expect(struck / 10_000).toBeGreaterThan(0.08);
      expect(struck / 10_000).toBeLessThan(0.12);
    }
  });
});

describe("the streams of a seed", () => {
  /** The first answers to `kind` when `other` is asked so often before each. */
  function answers(kind: DecisionKind, other: DecisionKind, times: number): number[] {
    const draws = new Draws();
    draws.begin("42");
    return Array.from({ length: 8 }, () => {
      for (let i = 0; i < times; i++) draws.other(other, 1_000, VIEW);
      return draws.other(kind, 1_000, VIEW);
    });
  }

  it.each([
    ["schedule", "option"],
    ["schedule", "fault"],
    ["option", "schedule"],
    ["random", "delay"],
    ["delay", "random"],
    ["fault", "spurious"],
  ] as const)("for %s does not move when %s is asked", (kind, other) => {
    expect(answers(kind, other, 3)).toEqual(answers(kind, other, 0));
  });

  it("differ from each other, and from those of another seed", () => {
    const draws = new Draws();
    const of = (seed: string, kind: DecisionKind) => {
      draws.begin(seed);
      return Array.from({ length: 4 }, () => draws.other(kind, 1_000_000, VIEW)).join();
    };
    const all = [of("a", "schedule"), of("a", "random"), of("a", "delay"), of("b", "schedule"), of("b", "delay")];
    expect(new Set(all).size).toBe(5);
  });

  it("answer every kind of question within its options", () => {
    const draws = new Draws();
    draws.begin("range");
    for (const kind of ASKED) {
      for (let options = 2; options < 200; options++) {
        const answer = draws.other(kind, options, VIEW);
        expect(Number.isInteger(answer) && answer >= 0 && answer < options).toBe(true);
      }
    }
  });

  it("are not begun with an empty seed", () => {
    expect(() => new RandomStrategy().begin("")).toThrow("the seed is empty: give any non-empty string");
  });
});
