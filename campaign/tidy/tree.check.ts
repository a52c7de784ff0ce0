/**
 * Style that neither compiler nor linter can see, checked over the whole tree. Part of `npm run check`, not of `npm test`. The rules are beside it,
 * one a file, each with a test that shows it firing.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { droppedOp } from "./dropped-op.ts";
import { exceptions } from "./exceptions.ts";
import { leftovers } from "./leftovers.ts";
import { moduleState } from "./module-state.ts";
import { projectSources } from "./project.ts";
import { type Problem, type Rule, type Source, show } from "./rule.ts";
import { scenarioNames } from "./scenario-names.ts";
import { checkSpread, sizes } from "./sizes.ts";

const rules: readonly Rule[] = [droppedOp, sizes, leftovers, scenarioNames, moduleState];

describe("the sources", () => {
  let sources: Source[] = [];
  beforeAll(() => {
    sources = projectSources();
  }, 60_000);

  function problemsOf(rule: Rule): Problem[] {
    return sources.flatMap((source) => [...rule.check(source)]);
  }

  it("are all there to be read", () => {
    expect(sources.map(({ path }) => path)).toContain("campaign/tidy/tree.check.ts");
  });

  it.each(rules)("keep the rule $name", (rule) => {
    const excused = new Set(exceptions.filter((entry) => entry.rule === rule.name).map((entry) => entry.file));
    const problems = problemsOf(rule).filter(({ file }) => !excused.has(file));
    expect(problems.map(show)).toEqual([]);
  });

  it("are short files, most of them", () => {
    expect([...checkSpread(sources)].map(show)).toEqual([]);
  });

  it("need every exception that is made for them", () => {
    const needed = new Set(rules.flatMap(problemsOf).map(({ rule, file }) => `${rule} ${file}`));
    expect(exceptions.map(({ rule, file }) => `${rule} ${file}`).filter((key) => !needed.has(key))).toEqual([]);
  });
});
