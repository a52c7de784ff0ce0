import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createStrategy, Runner } from "../../sim/index.ts";
import { AIMS, type Measured, mixToBest, STRATEGIES } from "./measured.ts";
import { withTables } from "./page.ts";
import { CLASSICS } from "./programs.ts";
import { PUBLISHED } from "./published.ts";
import { medianSchedules } from "./schedules.ts";

const PAGE = readFileSync(new URL("../../docs/strategies.md", import.meta.url), "utf8");

/** What the bug of a program comes out as, where it is no failed assertion. */
const KINDS: Readonly<Record<string, string>> = {
  bounded_buffer: "lost-wakeup",
  deadlock01: "deadlock",
  carter01: "deadlock",
};

function measured(medians: number): Measured {
  const each = Object.fromEntries(STRATEGIES.map((name) => [name, medians])) as Measured["medians"];
  return { program: "reorder_100", schedulesMax: 1_000, medians: { ...each, portfolio: 3 * medians } };
}

describe("the classic programs", () => {
  const small = CLASSICS.filter(({ name }) => !/_(50|100)$/.test(name));

  it.each(small.map((program) => [program.name, program] as const))(
    "%s has the bug that it is known for",
    (name, program) => {
      const runner = new Runner(program, { strategy: createStrategy("surw") });
      const kinds = new Set<string>();
      for (let i = 0; i < 300 && kinds.size === 0; i++) {
        const { finding } = runner.run(`classic.${i}`);
        if (finding !== null) kinds.add(finding.kind);
      }
      expect([...kinds]).toEqual([KINDS[name] ?? "assertion"]);
    },
  );

  it("have two threads at least that touch the same thing", () => {
    const idle = small.filter((program) => {
      const { conflicts } = new Runner(program, { strategy: createStrategy("roundRobin") }).run("1");
      return conflicts === 0;
    });
    expect(idle.map(({ name }) => name)).toEqual([]);
  });
});

describe("the median of schedules", () => {
  const lazy = CLASSICS.find(({ name }) => name === "lazy01");
  const reorder = CLASSICS.find(({ name }) => name === "reorder_10");
  if (lazy === undefined || reorder === undefined) throw new Error("lazy01 and reorder_10 are gone");

  it("is small where every other schedule has the bug, and more than the limit where none was found", () => {
    expect(medianSchedules(lazy, "random", 20)).toBeLessThan(5);
    expect(medianSchedules(reorder, "random", 4, 20)).toBe(Number.POSITIVE_INFINITY);
  });

  it("is the same each time", () => {
    const once = medianSchedules(reorder, "surw", 6);
    expect(medianSchedules(reorder, "surw", 6)).toBe(once);
    expect(once).toBeGreaterThan(1);
  });
});

describe("docs/strategies.md", () => {
  it("has a row for each program and each aim", () => {
    for (const { name } of CLASSICS) expect(PAGE).toContain(`\n| ${name} | `);
    for (const { program, strategy } of AIMS) expect(PAGE).toContain(`\n| ${program} by ${strategy} | `);
  });

  it("shows medians, what was not found within the limit, and how the mix compares", () => {
    expect(mixToBest(measured(10))).toBe(3);
    expect(withTables(PAGE, [measured(10)])).toContain(`| reorder_100 | ${"10 | ".repeat(7)}30 | 3.0 |`);
    expect(withTables(PAGE, [measured(10)])).toContain("| reorder_100 by surw | 10 | 200 | reached |");
    const never = withTables(PAGE, [measured(Number.POSITIVE_INFINITY)]);
    expect(never).toContain(`| reorder_100 | ${">1,000 | ".repeat(8)} |`);
    expect(never).toContain("| reorder_100 by surw | >1,000 | 200 | missed |");
  });

  it("puts beside our medians what was published, where something was", () => {
    const both = withTables(PAGE, [measured(10), { ...measured(10), program: "carter01" }]);
    expect(both).toContain("| reorder_100 | 10 / none | 10 / none | 10 / none | 10 / 3,785* | 10 / 194 |\n");
    expect(both.split("\n| carter01 | ").length).toBe(2);
    const known = new Set(CLASSICS.map(({ name }) => name));
    expect(Object.keys(PUBLISHED).filter((name) => !known.has(name))).toEqual([]);
  });

  it("shows the means of more series where the mix seemed to need more than twice the best", () => {
    const again = { best: "pos", bestSchedules: 10.04, mixSchedules: 15 } as const;
    const page = withTables(PAGE, [{ ...measured(10), again }]);
    expect(page).toContain("| reorder_100 | pos | 10.0 | 15.0 | 1.5 |");
    expect(withTables(PAGE, [measured(10)])).not.toContain("measured again over");
  });

  it("cannot be written where the marks are gone", () => {
    expect(() => withTables("# Strategies", [])).toThrow("put back the lines");
  });
});
