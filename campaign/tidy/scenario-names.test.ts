import { describe, expect, it } from "vitest";
import { saysOf } from "./fires.ts";
import { scenarioNames } from "./scenario-names.ts";

const PATH = "scenarios/atomic-waker/wake-first.ts";

describe("scenario-names", () => {
  it("is content with one scenario named after its path", () => {
    expect(
      saysOf(scenarioNames, `export const wakeFirst = scenario({ name: "atomic-waker/wake-first" });`, PATH),
    ).toEqual([]);
  });

  it("finds a name that is not the path", () => {
    expect(saysOf(scenarioNames, `\nexport const x = scenario({ name: "atomic-waker/other" });`, PATH)).toEqual([
      `2: the name is atomic-waker/other: by its path it is "atomic-waker/wake-first"`,
    ]);
  });

  it("finds a name that is computed", () => {
    expect(saysOf(scenarioNames, "export const x = scenario({ name: String(1) });", PATH)[0]).toContain(
      "not a string literal",
    );
  });

  it("finds a file with no scenario, with one that is not exported, and with two", () => {
    const one = `scenario({ name: "atomic-waker/wake-first" });`;
    expect(saysOf(scenarioNames, "export {};", PATH)[0]).toContain("exports 0 scenarios");
    expect(saysOf(scenarioNames, `const x = ${one}`, PATH)[0]).toContain("exports 0 scenarios");
    expect(saysOf(scenarioNames, `export const x = ${one}\nexport const y = ${one}`, PATH)[0]).toContain(
      "exports 2 scenarios",
    );
  });

  it("finds a path that is not kebab-case", () => {
    expect(
      saysOf(scenarioNames, `export const x = scenario({ name: "aw/wakeFirst" });`, "scenarios/aw/wakeFirst.ts"),
    ).toEqual(["1: aw/wakeFirst is not area/kebab-name"]);
  });

  it.each([
    "scenarios/index.ts",
    "scenarios/known-bugs/x.ts",
    "scenarios/aw/x.test.ts",
    "scenarios/aw/parts/x.ts",
    "sim/aw/x.ts",
  ])("does not ask a scenario of %s", (path) => {
    expect(saysOf(scenarioNames, "export {};", path)).toEqual([]);
  });
});
