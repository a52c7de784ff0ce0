import { describe, expect, it } from "vitest";
import { UsageError } from "../finding/usage-error.ts";
import { completeSpec, parseFaultPlan } from "./fault-plan.ts";

function problemOf(value: unknown): string {
  try {
    parseFaultPlan(value, "plan.json");
  } catch (thrown) {
    if (thrown instanceof UsageError) return thrown.message;
  }
  return "none";
}

describe("a fault plan", () => {
  it("is taken as it is, its kinds in the order in which they are listed", () => {
    const plan = parseFaultPlan({ crash: {}, loss: { chance: 0.5, most: 2, minNs: 0, maxNs: 7 } }, "plan.json");
    expect(JSON.stringify(plan)).toBe('{"loss":{"chance":0.5,"most":2,"minNs":0,"maxNs":7},"crash":{}}');
  });

  it.each([
    [[], "plan.json: a fault plan is an object such as"],
    ["loss", "plan.json: a fault plan is an object such as"],
    [{ los: {} }, 'plan.json: there is no fault "los": use shortRead, '],
    [{ loss: 0.1 }, 'plan.json: loss must be an object such as { "chance": 0.2 }'],
    [{ loss: { odds: 1 } }, 'plan.json: loss has no setting "odds": use chance, most, minNs, maxNs'],
    [{ loss: { chance: 1.1 } }, "plan.json: loss.chance must be a number from 0 to 1"],
    [{ loss: { chance: "1" } }, "plan.json: loss.chance must be a number from 0 to 1"],
    [{ crash: { most: -1 } }, "plan.json: crash.most must be a whole number of at least 0"],
    [{ crash: { minNs: 0.5 } }, "plan.json: crash.minNs must be whole nanoseconds, 0 or more"],
    [{ crash: { minNs: 2, maxNs: 1 } }, "plan.json: crash: minNs is above maxNs"],
    [{ loss: 3, crash: { minNs: 2, maxNs: 1 } }, "plan.json: loss must be an object"],
  ])("%j is refused in one line that names the file and the key", (value, line) => {
    expect(problemOf(value)).toContain(line);
    expect(problemOf(value)).not.toContain("\n");
  });

  it("has lengths of time that fit the one that is given", () => {
    expect(completeSpec({})).toEqual({ chance: 0.1, most: Infinity, minNs: 1_000_000, maxNs: 100_000_000 });
    expect(completeSpec({ maxNs: 10 })).toMatchObject({ minNs: 10, maxNs: 10 });
    expect(completeSpec({ minNs: 1e9 })).toMatchObject({ minNs: 1e9, maxNs: 1e9 });
  });
});
