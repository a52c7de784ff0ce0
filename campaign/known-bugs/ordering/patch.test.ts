import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PACKAGE_ROOT } from "../../scenarios/package-root.ts";
import { listKnownBugs } from "../list.ts";
import { ORDERING_MUTANTS } from "./mutants.ts";
import { diffOf, orderingAt } from "./mutate.ts";
import { patchText } from "./patch.ts";
import { VERDICTS } from "./verdicts.ts";

const textOf = (file: string): string => readFileSync(path.join(PACKAGE_ROOT, file), "utf8");
const files = [...new Set(ORDERING_MUTANTS.map(({ file }) => file))];
const idOf = ({ component, name }: { component: string; name: string }): string => `${component}/${name}`;

describe("the ordering mutants", () => {
  it.each(files)("weaken every ordering of %s in every way", (file) => {
    const source = textOf(file);
    const orderings = [...source.matchAll(/"(Acquire|Release|AcqRel|SeqCst)"/g)];
    const expected = orderings.map(({ 1: ordering, index }) => `${index} ${ordering === "AcqRel" ? 3 : 1}`);
    const ways = new Map<number, number>();
    for (const mutant of ORDERING_MUTANTS) {
      if (mutant.file !== file || mutant.what.includes(" alone: ")) continue;
      const index = orderingAt(mutant, source);
      ways.set(index, (ways.get(index) ?? 0) + 1);
    }
    const present = [...ways].sort(([a], [b]) => a - b).map(([index, count]) => `${index} ${count}`);
    expect(orderings.length).toBeGreaterThan(0);
    expect(present).toEqual(expected);
  });

  it("have a verdict each, and no verdict is left over", () => {
    expect(Object.keys(VERDICTS).sort()).toEqual(ORDERING_MUTANTS.map(({ name }) => name).sort());
  });

  it("lie as patches where the known bugs are, made against the present sources", async () => {
    const patches = (await listKnownBugs()).map(({ id }) => id).filter((id) => id.includes("/ord-"));
    expect(patches).toEqual(ORDERING_MUTANTS.map(idOf).sort());
    for (const mutant of ORDERING_MUTANTS) {
      const committed = textOf(`scenarios/known-bugs/${idOf(mutant)}.patch`);
      expect(committed, "npm run mutants:write").toBe(patchText(mutant, textOf(mutant.file)));
    }
  });

  it("are told apart from a source that has changed under them", () => {
    const [mutant] = ORDERING_MUTANTS;
    if (mutant === undefined) throw new Error("there are none");
    expect(() => diffOf(mutant, "const other = 1;\n")).toThrow(`${mutant.name}: ${mutant.file} has no`);
  });
});

describe("docs/ordering-mutants.md", () => {
  it("has a row for each of them, with its verdict and the scenario that gave it", () => {
    const rows = textOf("docs/ordering-mutants.md").matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| \d+ \|$/gm);
    const told = [...rows].map(([, id, verdict, scenario]) => `${id}: ${verdict}, ${scenario}`);
    const given = ORDERING_MUTANTS.map((mutant) => {
      const { breaks = "", scenario = "" } = VERDICTS[mutant.name] ?? {};
      return `${idOf(mutant)}: ${breaks === "nothing" ? "equivalent" : breaks}, ${scenario}`;
    });
    expect(told.sort()).toEqual(given.sort());
  });
});
