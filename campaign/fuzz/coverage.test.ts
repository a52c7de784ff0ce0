import { describe, expect, it } from "vitest";
import type { Coverage, CoverageRow } from "../../sim/index.ts";
import { inProcess, records } from "../testing/cli.ts";
import { coverageGaps, coverageOf, coverageText } from "./coverage.ts";

function counted(name: string, rows: readonly CoverageRow[]): Coverage {
  return { name, area: "half", rows: () => rows };
}

function row(outcome: string, count: number, unreachable: string | null = null): CoverageRow {
  return { subject: "call", outcome, count, unreachable };
}

describe("the coverage of a campaign", () => {
  it("adds up what its scenarios counted, by name, subject and outcome", () => {
    const one = [counted("a", [row("ok", 1), row("failed", 2)]), counted("b", [row("ok", 4)])];
    const other = [counted("a", [row("ok", 10), row("failed", 20)])];
    const hunts = [one, other, []].map((coverage) => ({ scenario: { name: "half/covered" }, coverage }));
    expect(coverageOf(hunts)).toEqual([
      { name: "a", judged: true, rows: [row("ok", 11), row("failed", 22)] },
      { name: "b", judged: true, rows: [row("ok", 4)] },
    ]);
  });

  it("has a gap where something never happened, and where something happened that cannot", () => {
    const rows = [row("ok", 3), row("failed", 0), row("lost", 1_000, "it is locked"), row("gone", 0, "it is pinned")];
    expect(coverageGaps([{ name: "a", judged: true, rows }])).toEqual([
      "coverage: a.call -> failed never happened",
      "coverage: a.call -> lost happened 1,000 times but is listed as unreachable: it is locked",
    ]);
  });

  it("need not be complete where no scenario of its area takes part", () => {
    const hunt = { scenario: { name: "other/area" }, coverage: [counted("a", [row("ok", 1), row("failed", 0)])] };
    const partly = coverageOf([hunt]);
    expect(coverageGaps(partly)).toEqual([]);
    expect(coverageText(partly)).toBe("coverage  outcome  count\na.call    ok           1\n          failed       0");
  });

  it("is left out of the table where nothing of it happened and nothing had to", () => {
    const unused = coverageOf([{ scenario: { name: "other/area" }, coverage: [counted("a", [row("ok", 0)])] }]);
    expect(coverageGaps(unused)).toEqual([]);
    expect(coverageText(unused)).toBe("coverage: a is not used here");
    expect(coverageText([])).toBe("coverage: these scenarios count nothing");
  });
});

describe("reveille fuzz --coverage", () => {
  const args = ["fuzz", "half/*", "fine/*", "--iterations", "60", "--seed", "a"];

  it("prints a table of what was reached and what was not, and exits with 4", async () => {
    const { code, stdout } = await inProcess([...args, "--coverage"]);
    expect(stdout).toContain(
      [
        "coverage           outcome      count",
        "endings.execution  ended           30",
        "                   never ended      0  unreachable: it has bounds",
        "endings.world      ended            0  never happened",
      ].join("\n"),
    );
    expect(stdout).toContain("warning: coverage: endings.world -> ended never happened\nnothing found\n");
    expect(code).toBe(4);
  });

  it("prints an object for each row before the summary, and the gaps among its warnings", async () => {
    const { stdout } = await inProcess([...args, "--coverage", "--json"]);
    const [ended, , world, summary] = records(stdout);
    expect(ended).toEqual({
      coverage: "endings",
      subject: "execution",
      outcome: "ended",
      count: 30,
      unreachable: null,
    });
    expect(world).toMatchObject({ subject: "world", count: 0 });
    expect(summary).toMatchObject({ summary: true, warnings: ["coverage: endings.world -> ended never happened"] });
  });

  it("counts nothing where nobody asked", async () => {
    const { code, stdout } = await inProcess(args);
    expect(stdout).not.toContain("coverage");
    expect(code).toBe(0);
  });

  it("says that scenarios without coverage count nothing", async () => {
    const { code, stdout } = await inProcess(["fuzz", "fine/*", "--iterations", "60", "--coverage"]);
    expect(stdout).toContain("coverage: these scenarios count nothing\n");
    expect(code).toBe(0);
  });
});
