import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJournal } from "../fuzz/journal.ts";
import { inProcess, inShell, records } from "../testing/cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-resume-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const out = (name: string): string => path.join(folder, name);

const CAMPAIGN = ["fuzz", "broken/*", "fine/*", "wrong/*", "--iterations", "16000", "--seed", "k"];

/** What a campaign came to, from what it printed last and the findings that it wrote. */
function cameTo(stdout: string, name: string): object {
  const { executions, steps, findings, warnings } = records(stdout).at(-1) ?? {};
  const files = readdirSync(out(name)).filter((file) => /\.(json|tape|txt|test\.ts)$/.test(file));
  return {
    executions,
    steps,
    findings,
    warnings,
    files: files.map((file) => readFileSync(path.join(out(name), file), "utf8")),
  };
}

/** What all of it had seen, as its journal has it last. */
function coverageIn(name: string): object | undefined {
  const line = readJournal(out(name))?.lines.findLast((one) => "coverage" in one);
  return line && { ...line, at: 0 };
}

/** The campaign undivided, in one process: what all others are compared with. */
let whole: string;
beforeAll(async () => {
  whole = (await inProcess([...CAMPAIGN, "--jobs", "1", "--out", out("whole"), "--json"])).stdout;
});

describe("reveille fuzz --resume", () => {
  it("ends as the campaign would have that was killed with -9", async () => {
    const killed = await inShell([...CAMPAIGN, "--jobs", "2", "--out", out("killed")], undefined, {
      signal: "SIGKILL",
      after: "written",
    });
    expect(killed.code).toBeNull();
    const resumed = await inProcess(["fuzz", "--resume", out("killed"), "--jobs", "1", "--json"]);
    expect(cameTo(resumed.stdout, "killed")).toEqual(cameTo(whole, "whole"));
    expect(resumed.code).toBe(1);
    const again = await inProcess(["fuzz", "--resume", out("killed")]);
    expect(again.stderr).toContain(`the campaign in ${out("killed")} is over`);
    expect(again.code).toBe(2);
  });

  it.each([
    ["a folder without a campaign", ["--resume", out("nothing")], "there is no campaign to resume in"],
    ["other settings", ["--resume", out("whole"), "--seed", "a"], "as it began: leave out --seed"],
    ["other scenarios", ["fine/*", "--resume", out("whole")], "as it began: leave out the patterns"],
  ])("refuses %s", async (_what, args, says) => {
    const { code, stderr } = await inProcess(["fuzz", ...args]);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
  });
});

describe("reveille merge", () => {
  it("makes one campaign of its parts", async () => {
    for (const part of [1, 2, 3]) {
      await inProcess([...CAMPAIGN, "--jobs", "1", "--shard", `${part}/3`, "--out", out(`part-${part}`)]);
    }
    const merged = await inProcess([
      "merge",
      out("part-1"),
      out("part-2"),
      out("part-3"),
      "--out",
      out("all"),
      "--json",
    ]);
    expect(cameTo(merged.stdout, "all")).toEqual(cameTo(whole, "whole"));
    expect(merged.code).toBe(1);
    expect(coverageIn("all")).toEqual(coverageIn("whole"));
  });

  it("refuses parts that are none, twice the same, or of another campaign", async () => {
    const refused = async (...args: string[]): Promise<string> => {
      const { code, stderr } = await inProcess(["merge", ...args]);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refused(out("nowhere"), "--out", out("x"))).toContain("there is no campaign in");
    expect(await refused(out("part-1"), out("part-1"), "--out", out("x"))).toContain(
      "are the same part of one campaign",
    );
    expect(await refused(out("part-1"), out("whole"), "--out", out("x"))).toContain("not divided into as many parts");
    expect(await refused(out("part-1"), "--out", out("all"))).toContain("there is a campaign in");
    await inProcess([...CAMPAIGN, "--seed", "l", "--jobs", "1", "--shard", "2/3", "--out", out("other")]);
    expect(await refused(out("part-1"), out("other"), "--out", out("x"))).toContain("it has another seed");
  });
});
