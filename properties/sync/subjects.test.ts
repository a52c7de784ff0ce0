import { describe, expect, it } from "vitest";
import { holdsFor } from "../linearizability/holds-for.ts";
import { SUBJECTS } from "../linearizability/subjects/all.ts";

describe.each(SUBJECTS.map((subject) => [subject.name, subject] as const))("%s", (_, subject) => {
  it("does what its specification says in 100 drawn programs", () => {
    const { runs, counterexample } = holdsFor(subject, 100);
    expect(counterexample).toBeNull();
    expect(runs).toBe(100);
  });

  it("refutes a specification with one mistake, by a small program", () => {
    const { counterexample } = holdsFor(subject, 3_000, { specificationOf: subject.mistaken });
    expect(counterexample?.finding.kind).toBe("assertion");
    expect(counterexample?.program.threads.flat().length).toBeLessThanOrEqual(5);
  });
});
