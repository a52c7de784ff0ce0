import { expect, it } from "vitest";
import { add, WAYS_MAX } from "./add.ts";
import { type Failure, NOTHING, type Sums } from "./span.ts";

const finding = { kind: "panic", invariant: null, message: "it broke", details: [], involved: [] } as const;

function failing(index: number, expected = false): Sums {
  const smallest = { index, steps: 1, switches: 1, strategy: "random", tape: null };
  const failure: Failure = { fingerprint: `${index}`, finding, expected, count: 2, first: index, smallest };
  return { ...NOTHING, executions: 2, failures: [failure] };
}

it("tells so many ways to fail apart, those that showed first, and counts the others", () => {
  const all = Array.from({ length: WAYS_MAX + 5 }, (_, i) => failing(i, i === WAYS_MAX));
  const forwards = all.reduce(add, NOTHING);
  const backwards = all.reduceRight(add, NOTHING);
  for (const { failures, otherFailures } of [forwards, backwards]) {
    expect(failures.map(({ first }) => first).sort((a, b) => a - b)).toEqual(
      Array.from({ length: WAYS_MAX }, (_, i) => i),
    );
    // Nobody asks how often an expected one showed.
    expect(otherFailures).toBe(2 * 4);
  }
});
