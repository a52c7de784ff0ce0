import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFindingFile } from "../finding/finding-file.ts";
import type { ReportData } from "../report/data.ts";
import { writeCampaignFolder } from "../report/testing/campaign-folder.ts";
import { inProcess, records } from "../testing/cli.ts";
import { foundIncrement } from "../testing/found.ts";

describe("reveille report", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "reveille-report-"));
  const file = path.join(folder, "lost.json");
  const finding = foundIncrement();

  beforeAll(() => writeFindingFile(file, finding));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const dataIn = (html: string): ReportData => {
    const [, json = ""] =
      /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(readFileSync(html, "utf8")) ?? [];
    return JSON.parse(json) as ReportData;
  };

  it("writes a finding as one page beside its file, with its steps and the lines they stand on", async () => {
    const { code, stdout } = await inProcess(["report", file]);
    const html = path.join(folder, "lost.html");
    expect([code, stdout]).toEqual([0, `wrote ${html}\n`]);
    const data = dataIn(html);
    if (data.page !== "finding") throw new Error("it is the page of something else");
    const { shrunk, sources, problem, replay, decisive } = data.finding;
    expect(decisive).toEqual({
      afterStep: finding.decisive?.afterStep,
      text: expect.stringMatching(/^the switch after step \d: with it \d+ of 200 runs fail, without it /),
    });
    expect([problem, replay]).toEqual([null, `npx reveille replay ${finding.tape}`]);
    expect(shrunk?.steps.filter(({ kind }) => kind === "store")).toHaveLength(2);
    expect(Object.values(sources).flatMap(Object.values).join("\n")).toContain("yield*");
  });

  it("writes the same file each time", async () => {
    const out = path.join(folder, "again.html");
    await inProcess(["report", file, "--out", out]);
    const first = readFileSync(out, "utf8");
    await inProcess(["report", file, "--out", out]);
    expect(readFileSync(out, "utf8")).toBe(first);
  });

  it("writes a finding that cannot be replayed all the same, and says why", async () => {
    const gone = path.join(folder, "gone.json");
    writeFindingFile(gone, { ...finding, fingerprint: "00000000" });
    const { code, stderr } = await inProcess(["report", gone]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("does not show its assertion any more")]);
  });

  it("writes a campaign's folder, with its findings", async () => {
    const campaign = path.join(folder, "campaign");
    mkdirSync(campaign);
    writeCampaignFolder(campaign, [finding.scenario, "no/such"], [finding]);
    const { code, stdout } = await inProcess(["report", campaign, "--json"]);
    const html = path.join(campaign, "report.html");
    expect([code, records(stdout)]).toEqual([0, [{ report: html, page: "campaign", findings: 1 }]]);
    const data = dataIn(html);
    if (data.page !== "campaign") throw new Error("it is the page of something else");
    expect(data.campaign).toMatchObject({ executions: 24_576, over: "budget", seconds: 60 });
    expect(data.campaign.scenarios.map(({ verdict }) => verdict)).toEqual(["findings", "clean"]);
    expect(data.campaign.warnings).toEqual(["not among the scenarios any more: no/such"]);
    const failed = data.campaign.strategies.reduce((sum, { failures }) => sum + failures, 0);
    expect(data.campaign.findings.map(({ count, at }) => [count, at])).toEqual([[failed, 3]]);
    expect(data.campaign.lost).toMatchObject([{ scenario: finding.scenario, why: "the worker was killed (SIGKILL)" }]);
  });

  it("writes what a campaign left: in the order of finding, and what is missing or was only counted", async () => {
    const campaign = path.join(folder, "real");
    const patterns = ["broken/*", "many/*", "missing/*", "unstable/*"];
    const words = ["fuzz", ...patterns, "--iterations", "6000", "--jobs", "1", "--seed", "look", "--out", campaign];
    expect((await inProcess(words)).code).not.toBe(0);
    const { code, stderr } = await inProcess(["report", campaign]);
    expect([code, stderr]).toEqual([0, ""]);
    const data = dataIn(path.join(campaign, "report.html"));
    if (data.page !== "campaign") throw new Error("it is the page of something else");
    const { findings, warnings, executions } = data.campaign;
    expect(executions).toBe(6_000);
    expect(warnings).toEqual([
      "6 further findings counted but not investigated",
      expect.stringMatching(/^expected deadlock was not found in 1,\d+ executions of missing\/never-wrong$/),
    ]);
    const times = findings.map(({ at }) => at ?? -1);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    // Two scenarios are unsteady in the same way: one fingerprint, two findings.
    const unsteady = findings.filter(({ view }) => view.kind === "nondeterminism");
    expect(new Set(unsteady.map(({ view }) => view.fingerprint)).size).toBe(1);
    expect(unsteady.map(({ view }) => view.scenario).sort()).toEqual(["unstable/another", "unstable/counts-runs"]);
  });

  it("is what replay --html writes, also of a bare tape", async () => {
    const out = path.join(folder, "tape.html");
    const { code } = await inProcess(["replay", finding.tape, "--html", out]);
    expect(code).toBe(1);
    expect(dataIn(out)).toMatchObject({ page: "finding", finding: { kind: "assertion", original: null } });
  });

  it("refuses what is neither, and a place where nothing can be written", async () => {
    const empty = path.join(folder, "empty");
    mkdirSync(empty);
    writeFileSync(path.join(folder, "other.json"), "{}");
    const errors = await Promise.all(
      [
        [empty],
        [path.join(folder, "none.json")],
        [path.join(folder, "other.json")],
        [file, "--out", "/no/such/x.html"],
      ].map(async (words) => await inProcess(["report", ...words])),
    );
    expect(errors.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(errors.map(({ stderr }) => stderr.split("\n").length)).toEqual([2, 2, 2, 2]);
    expect(errors[0]?.stderr).toContain("there is no journal.jsonl in it");
    expect(existsSync(path.join(empty, "report.html"))).toBe(false);
  });
});
