import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readJournal } from "../fuzz/journal.ts";
import { inProcess, inShell, records } from "../testing/cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function findingsIn(out: string): string[] {
  return readdirSync(out).filter((file) => file.endsWith(".json"));
}

describe("reveille fuzz", () => {
  it("finds nothing where nothing is wrong, makes no folder, and exits with 0", async () => {
    const out = path.join(folder, "none");
    const { code, stdout } = await inProcess(["fuzz", "fine/*", "--iterations", "300", "--seed", "a", "--out", out]);
    expect(stdout).toContain("seed a, strategy portfolio, memory sc: 1 scenario, 300 executions");
    expect(stdout).toMatch(/fine\/steady +300 +clean/);
    expect(stdout).toMatch(/nothing found\n$/);
    expect(existsSync(out)).toBe(false);
    expect(code).toBe(0);
  });

  it("writes each distinct finding once, under its fingerprint, and counts it", async () => {
    const out = path.join(folder, "one");
    const args = ["fuzz", "broken/*", "--iterations", "500", "--seed", "b", "--out", out, "--json"];
    const { code, stdout } = await inProcess(args);
    const [found, summary, ...more] = records(stdout);
    const finding = found?.finding as Record<string, unknown>;
    const files = findingsIn(out);
    expect(files).toEqual([`${finding.fingerprint}.json`]);
    const written = JSON.parse(readFileSync(path.join(out, files[0] ?? ""), "utf8")) as Record<string, unknown>;
    expect(written).toMatchObject({
      schema: "reveille-finding/1",
      scenario: "broken/lost-increment",
      strategy: "portfolio",
      memory: "sc",
      kind: "assertion",
      fingerprint: finding.fingerprint,
    });
    expect(written.text).toContain("an increment was lost");
    expect(summary).toMatchObject({ summary: true, executions: 500, findings: 1, scenarios: 1, warnings: [] });
    expect(Object.keys(summary ?? {})).toEqual([
      "summary",
      "executions",
      "steps",
      "seconds",
      "findings",
      "scenarios",
      "warnings",
    ]);
    expect(more).toEqual([]);
    expect(code).toBe(1);
    const again = await inProcess(["run", "broken/lost-increment", "--seed", String(found?.seed), "--json"]);
    expect(records(again.stdout)[0]).toMatchObject({ traceHash: found?.traceHash, finding });
    // The file is of the smallest execution that failed so, which came later.
    const { seed, fingerprint, tape } = written;
    const smallest = await inProcess(["run", "broken/lost-increment", "--seed", String(seed), "--json"]);
    expect(records(smallest.stdout)[0]).toMatchObject({ finding: { fingerprint, tape } });
  });

  it("takes an expected finding for success and its absence for a finding", async () => {
    const args = ["fuzz", "wrong/*", "missing/*", "--iterations", "2000", "--seed", "c"];
    const { code, stdout } = await inProcess(args);
    expect(stdout).toMatch(/wrong\/on-purpose +1,000 +as expected: assertion in execution \d+ \(seed c\.\d+\)/);
    expect(stdout).toContain("expected deadlock was not found in 1,000 executions of missing/never-wrong");
    expect(stdout).toContain("1 finding\n");
    expect(code).toBe(1);
  });

  it("does not judge an absence by a handful of executions, and says so", async () => {
    const { code, stdout } = await inProcess(["fuzz", "missing/*", "--iterations", "20", "--json"]);
    expect(records(stdout)).toMatchObject([
      { summary: true, findings: 0, warnings: [expect.stringContaining("20 executions of 1,000 are too few")] },
    ]);
    expect(code).toBe(0);
  });

  it("spreads the iterations evenly, at least one each", async () => {
    const { stdout } = await inProcess(["fuzz", "fine/*", "inert/*", "missing/*", "--iterations", "2"]);
    expect(stdout).toContain("3 scenarios, 3 executions");
  });

  it("warns of a scenario that could not have found anything", async () => {
    const { code, stdout } = await inProcess(["fuzz", "inert/*", "--iterations", "50"]);
    expect(stdout).toContain("warning: inert/alone: all runs had the same schedule");
    expect(stdout).toContain("warning: inert/alone: no thread accessed what another one wrote");
    expect(code).toBe(0);
  });

  it("exits with 3 where models do not repeat themselves, and keeps them apart though they are reported alike", async () => {
    const out = path.join(folder, "unstable");
    const { code, stdout } = await inProcess(["fuzz", "unstable/*", "--iterations", "20", "--out", out]);
    expect(stdout).toMatch(/10 x {2}nondeterminism {2}unstable\/another +\S+\/\w+\.json/);
    expect(stdout).toMatch(/10 x {2}nondeterminism {2}unstable\/counts-runs +\S+\/\w+-2\.json/);
    expect(findingsIn(out)).toHaveLength(2);
    expect(code).toBe(3);
  });

  it("stops investigating a scenario that fails in ever new ways, and says so", async () => {
    const out = path.join(folder, "many");
    const { code, stdout } = await inProcess(["fuzz", "many/*", "--iterations", "1000", "--seed", "d", "--out", out]);
    expect(stdout).toContain("26 findings\n");
    expect(stdout).toContain("warning: many/ways: 6 further findings counted but not investigated");
    expect(findingsIn(out)).toHaveLength(20);
    expect(code).toBe(1);
  });

  it("tries all there is with a systematic strategy, and stops", async () => {
    const args = ["fuzz", "missing/*", "--strategy", "dfs", "--time", "60s", "--json"];
    const { code, stdout } = await inProcess(args);
    const [missing, summary] = records(stdout);
    expect(missing).toMatchObject({ scenario: "missing/never-wrong", missing: "deadlock" });
    expect(Number(summary?.executions)).toBeLessThan(100);
    expect(code).toBe(1);
  });

  it("keeps its time", async () => {
    const out = path.join(folder, "timed");
    const { stdout } = await inProcess(["fuzz", "fine/*", "many/*", "--time", "1s", "--json", "--out", out]);
    const { seconds, findings } = records(stdout).at(-1) ?? {};
    expect(Number(seconds)).toBeGreaterThanOrEqual(1);
    expect(Number(seconds)).toBeLessThan(2);
    expect(findings).toBeGreaterThan(0);
  });

  it.each([
    ["SIGINT", "1"],
    ["SIGTERM", "2"],
  ] as const)("prints what was found so far on %s with %s processes, and can go on", async (signal, jobs) => {
    const out = path.join(folder, signal);
    const args = ["fuzz", "broken/*", "--time", "60s", "--jobs", jobs, "--out", out];
    const { code, stdout, stderr } = await inShell(args, undefined, { signal, after: "written" });
    expect(stdout).toContain("1 finding\n");
    expect(stderr).toContain("interrupted");
    expect(readJournal(out)?.lines.at(-1)).toMatchObject({ over: "interrupted" });
    expect(code).toBe(130);
  });
});
