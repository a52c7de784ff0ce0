import { describe, expect, it } from "vitest";
import { huntBug } from "./hunt-bug.ts";
import type { KnownBug } from "./known-bug.ts";
import type { PatchedLoader } from "./load-patched.ts";

/** Loads every scenario as it is: nothing is patched in. */
const unpatched = { load: (file: string) => import(/* @vite-ignore */ file) } as unknown as PatchedLoader;

const CONTROL: KnownBug = {
  id: "c/control",
  file: "c/control.patch",
  description: "A change that changes nothing.",
  origin: "synthetic",
  bug: "none",
  scenario: "atomic-waker/wake-before-register",
  breaks: null,
  memory: "rc11",
  budget: 100,
  strategy: "exhaustive",
  diff: "",
};
const BUG: KnownBug = {
  ...CONTROL,
  scenario: "atomic-waker/check-before-register",
  breaks: { kind: "lost-wakeup", invariant: "I1" },
};

describe("hunting a bug in all executions", () => {
  it("proves a control by looking at every one of them", async () => {
    const { iterations, proved, bounds, complaint } = await huntBug(CONTROL, unpatched);
    expect({ iterations, proved, bounds, complaint }).toEqual({
      iterations: 5,
      proved: true,
      bounds: [],
      complaint: null,
    });
  });

  it("names the bounds within which a control is proved", async () => {
    const { proved, bounds } = await huntBug(
      { ...CONTROL, scenario: "atomic-waker/basic-notification", budget: 1_000 },
      unpatched,
    );
    expect({ proved, bounds }).toEqual({ proved: true, bounds: ["3 yields of one thread"] });
  });

  it("complains of a control when the budget is too small for a proof", async () => {
    const { iterations, proved, complaint } = await huntBug({ ...CONTROL, budget: 4 }, unpatched);
    expect({ iterations, proved }).toEqual({ iterations: 4, proved: false });
    expect(complaint).toBe("a control, silent in 4 executions, but there are more: no proof");
  });

  it("complains of a bug that no execution shows", async () => {
    const { complaint } = await huntBug({ ...BUG, scenario: CONTROL.scenario }, unpatched);
    expect(complaint).toBe("not found in any execution");
  });

  it("shrinks what it finds, and complains when the scenario fails without the patch as well", async () => {
    const { iterations, finding, report, proved, complaint } = await huntBug(BUG, unpatched);
    expect(finding?.invariant).toBe("I1");
    expect({ strategy: report?.strategy, memory: report?.memory, proved }).toEqual({
      strategy: "exhaustive",
      memory: "rc11",
      proved: false,
    });
    expect(report?.again).toEqual({ failed: 10, of: 10 });
    expect(complaint).toMatch(`fails without the patch too, in execution ${iterations}: `);
  });

  it("takes the memory model that the person gives", async () => {
    const { finding, complaint } = await huntBug({ ...CONTROL, memory: "none" }, unpatched, { memory: "sc" });
    expect({ finding, complaint }).toEqual({ finding: null, complaint: null });
    await expect(huntBug({ ...CONTROL, memory: "none" }, unpatched)).rejects.toThrow('Memory is "none"');
  });
});
