import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { listKnownBugs } from "../known-bugs/list.ts";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";

const page = readFileSync(path.join(PACKAGE_ROOT, "docs", "invariants.md"), "utf8");

/** Invariant and named bugs of each row of the table. */
const rows = [...page.matchAll(/^\| (I\d+) .*\| ([^|]+) \|$/gm)].map(([, invariant = "", brokenBy = ""]) => ({
  invariant,
  bugs: [...brokenBy.matchAll(/`([^`]+)`/g)].map(([, bug = ""]) => bug),
}));
const knownBugs = await listKnownBugs();

describe("docs/invariants.md", () => {
  it("has a row for each invariant that a known bug breaks", () => {
    const broken = new Set(knownBugs.flatMap(({ breaks }) => breaks?.invariant ?? []));
    expect(rows.map(({ invariant }) => invariant)).toEqual(expect.arrayContaining([...broken]));
  });

  it.each(rows)("names for $invariant bugs that break it", ({ invariant, bugs }) => {
    expect(bugs).not.toEqual([]);
    for (const bug of bugs) {
      const known = knownBugs.find(({ id }) => id === bug);
      expect(known?.breaks?.invariant, bug).toBe(invariant);
    }
  });

  it("links to files that exist", () => {
    const links = [...page.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = ""]) => file);
    expect(links.length).toBeGreaterThan(rows.length);
    expect(links.filter((file) => !existsSync(path.join(PACKAGE_ROOT, file)))).toEqual([]);
  });
});
