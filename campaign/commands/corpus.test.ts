import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeTape, GuidedStrategy, headerOf, Runner, type Scenario, Tape } from "../../sim/index.ts";
import { addToCorpus, corpusTapes } from "../corpus/corpus.ts";
import type { Shrinking } from "../corpus/minimise-folder.ts";
import { inProcess, records } from "../testing/cli.ts";
import { lostIncrement } from "../testing/project/scenarios/lost-increment.ts";
import { steady } from "../testing/project/scenarios/steady.ts";

const root = mkdtempSync(path.join(tmpdir(), "reveille-corpus-"));
const [monday, tuesday, week] = ["monday", "tuesday", "week"].map((name) => path.join(root, name)) as [
  string,
  string,
  string,
];
afterAll(() => rmSync(root, { recursive: true, force: true }));

function encoded(scenario: Scenario, tape: Tape): string {
  return encodeTape(tape, headerOf(scenario, "sc"));
}

/** What is played in a hundred executions, new or not. */
function everyTape(scenario: Scenario, seed: string): string[] {
  const runner = new Runner(scenario, { strategy: new GuidedStrategy() });
  return Array.from({ length: 100 }, (_, i) => {
    runner.run(`${seed}.${i}`);
    return encoded(scenario, runner.latestTape ?? new Tape());
  });
}

const textsOf = (dir: string): Set<string> =>
  new Set([...corpusTapes(dir, () => undefined).values()].flat().map(({ text }) => text));
const count = (dir: string): number => textsOf(dir).size;

/** What was printed of `scenario`. */
function resultOf({ name }: Scenario, stdout: string): Shrinking {
  const result = records(stdout).find(({ scenario }) => scenario === name);
  if (result === undefined) throw new Error(`nothing was printed of ${name}`);
  return result as unknown as Shrinking;
}

describe("corpus", () => {
  beforeAll(() => {
    addToCorpus(monday, steady.name, everyTape(steady, "monday"));
    addToCorpus(tuesday, steady.name, everyTape(steady, "tuesday"));
    addToCorpus(tuesday, lostIncrement.name, everyTape(lostIncrement, "tuesday"));
  });

  it("show: counts by scenario", async () => {
    const { code, stdout } = await inProcess(["corpus", "show", monday]);
    expect(stdout).toMatch(/fine\/steady +\d+ +\d+\n/);
    expect(stdout).toContain(`monday/corpus: ${count(monday)} tapes of 1 scenario\n`);
    expect(code).toBe(0);
    const json = await inProcess(["corpus", "show", tuesday, "--json"]);
    expect(records(json.stdout).map(({ scenario }) => scenario)).toEqual([steady.name, lostIncrement.name].sort());
  });

  it("merge: one out of several", async () => {
    const { code, stdout } = await inProcess(["corpus", "merge", monday, tuesday, "--out", week]);
    expect(stdout).toBe(`${week}/corpus: ${count(week)} tapes added\n`);
    expect(textsOf(week)).toEqual(new Set([...textsOf(monday), ...textsOf(tuesday)]));
    expect(code).toBe(0);
    const again = await inProcess(["corpus", "merge", tuesday, "--out", week, "--json"]);
    expect(records(again.stdout)).toEqual([{ out: week, added: 0 }]);
  });

  it("minimise: fewer, and those that fail stay", async () => {
    const before = count(tuesday);
    addToCorpus(tuesday, "fine/gone", [encodeTape(new Tape(), { ...headerOf(steady, "sc"), program: "fine/gone" })]);
    const [header, empty] = [headerOf(steady, "sc"), new Tape()];
    addToCorpus(tuesday, steady.name, [encodeTape(empty, { ...header, memory: "tso" })]);
    addToCorpus(tuesday, steady.name, [encodeTape(empty, { ...header, faults: '{"gravity":{}}' })]);
    writeFileSync(path.join(tuesday, "corpus/fine__steady/damaged.tape"), "rv1.AAAA");
    const { code, stdout, stderr } = await inProcess(["corpus", "minimise", tuesday, "--json"]);
    const clean = resultOf(steady, stdout);
    expect(clean.failing).toEqual([]);
    expect(clean.after).toBeLessThan(clean.before / 2);
    expect(resultOf(lostIncrement, stdout).failing.length).toBeGreaterThan(0);
    expect(count(tuesday)).toBeLessThan(before);
    expect(stderr).toContain("damaged.tape is left out");
    expect(stderr).toContain('fine/gone: 1 tape left alone: unknown scenario "fine/gone"');
    expect(stderr).toContain('fine/steady: 1 tape left alone: this version has no memory model "tso"');
    expect(stderr).toMatch(/fine\/steady: 1 tape left alone: the faults of the tape: .*gravity/);
    expect(stderr).toContain("ends with a finding now");
    expect(code).toBe(0);
    const twice = await inProcess(["corpus", "minimise", tuesday, "--json"]);
    expect(resultOf(steady, twice.stdout)).toMatchObject({ features: clean.features, after: clean.after });
  });

  it.each([
    [["show", "nowhere"], "there is no corpus in nowhere"],
    [["merge", monday], "corpus merge needs --out DIR"],
    [["show", monday, "--out", week], "--out is for `corpus merge`"],
    [["prune", monday], "Allowed choices are show, merge, minimise"],
    [["show"], "missing required argument 'dirs'"],
  ])("refuses %j", async (args, says) => {
    const { code, stderr } = await inProcess(["corpus", ...args]);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
  });
});
