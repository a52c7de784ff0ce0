import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { cameTo, planFor, play } from "../testing/campaigns.ts";
import { PROJECT } from "../testing/cli.ts";
import { lostIncrement } from "../testing/project/scenarios/lost-increment.ts";
import { steady } from "../testing/project/scenarios/steady.ts";
import { Chronicle } from "./chronicle.ts";
import { type Header, isOver, journalPath, readJournal } from "./journal.ts";
import { NO_PAST, type Past, pastOf } from "./past.ts";
import { Scribe } from "./scribe.ts";
import { NOTHING } from "./span.ts";
import { Standing } from "./standing.ts";

const root = mkdtempSync(path.join(tmpdir(), "reveille-journal-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
const newFolder = (): string => path.join(root, `${++folders}`);

const plan = planFor([lostIncrement, steady], 2_400);
const HEADER: Header = {
  journal: 1,
  version: "0",
  ...plan.settings,
  budget: plan.budget,
  shard: null,
  patterns: [],
  config: null,
  scenarios: plan.scenarios.map(({ name }) => name),
  startedAt: "2026-01-02T03:04:05.678Z",
};

const LOADED = plan.scenarios.map((scenario) => ({
  scenario,
  file: path.join(PROJECT, "scenarios", `${scenario.name}.ts`),
  exportName: "scenario",
}));

/** Plays the campaign with a journal in `folder`, which it goes on with where there is a past. */
async function playInto(folder: string, past: Past = NO_PAST): Promise<Standing> {
  const chronicle = new Chronicle(
    folder,
    { header: HEADER, loaded: LOADED, resumed: past !== NO_PAST },
    () => undefined,
  );
  // As in a campaign that takes long: everything is written as it comes.
  const at = past.seconds + 10;
  const shadow = new Standing(plan, past);
  const standing = await play(plan, undefined, past, {
    onSpan: (result) => {
      shadow.enter(result.span.scenario, result);
      chronicle.span(result, shadow.species, at);
    },
    onDiscovery: async (discovery) => void (await chronicle.finding(discovery, at)),
  });
  chronicle.over("budget", at);
  return standing;
}

describe("the journal of a campaign", () => {
  it("is all that is needed to go on, wherever it was cut off", async () => {
    const whole = newFolder();
    const expected = cameTo(await playInto(whole));
    const text = readFileSync(journalPath(whole));
    const beginning = text.indexOf("\n") + 1;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: beginning, max: text.length - 2 }), async (end) => {
        const folder = newFolder();
        mkdirSync(folder);
        for (const file of readdirSync(whole)) {
          writeFileSync(path.join(folder, file), readFileSync(path.join(whole, file)));
        }
        writeFileSync(journalPath(folder), text.subarray(0, end));
        const journal = readJournal(folder);
        expect(journal !== null && isOver(journal)).toBe(false);
        const resumed = await playInto(folder, pastOf(journal ?? { header: HEADER, lines: [] }, folder));
        expect(cameTo(resumed)).toEqual(expected);
        // And what it wrote is a journal of the whole again.
        const again = readJournal(folder);
        expect(cameTo(new Standing(plan, pastOf(again ?? { header: HEADER, lines: [] }, folder)))).toEqual(expected);
      }),
      { seed: 1, numRuns: 12 },
    );
  });

  it("has short lines, and tells neighbours as one when it is read", () => {
    const folder = newFolder();
    mkdirSync(folder);
    const scribe = Scribe.begin(folder, HEADER, () => undefined);
    const inOrder = [
      [0, 10],
      [20, 30],
      [10, 20],
      [40, 50],
    ] as const;
    for (const [from, to] of inOrder) {
      const sums = { ...NOTHING, executions: 10, strategies: { pos: { executions: 10, failures: 0 } } };
      scribe.write({ span: [1, from, to], sums, exhausted: false, ms: 0.1 + 0.2, at: to });
    }
    const news = { ...NOTHING, executions: 10, sampled: 1, features: [[7, 1]] } as const;
    scribe.write({ span: [1, 30, 40], sums: news, exhausted: false, ms: 1, at: 45 });
    expect(readFileSync(journalPath(folder), "utf8").split("\n")[1]).toBe(
      '{"span":[1,0,10],"sums":{"executions":10,"strategies":{"pos":{"executions":10,"failures":0}}},"exhausted":false,"ms":0.3,"at":10}',
    );
    const { lines = [] } = readJournal(folder) ?? {};
    expect(lines).toMatchObject([
      { span: [1, 0, 30], sums: { ...NOTHING, executions: 30 }, ms: expect.closeTo(0.9), at: 30 },
      { span: [1, 30, 40], sums: news, at: 45 },
      { span: [1, 40, 50], at: 50 },
    ]);
  });

  it("investigates a finding again whose file is gone", async () => {
    const folder = newFolder();
    await playInto(folder);
    const journal = readJournal(folder);
    const [finding] = pastOf(journal ?? { header: HEADER, lines: [] }, folder).findings;
    rmSync(path.join(folder, `${finding?.name}.json`));
    expect(pastOf(journal ?? { header: HEADER, lines: [] }, folder).findings).toEqual([]);
  });

  it("keeps the journal of another campaign that was not over", () => {
    const folder = newFolder();
    mkdirSync(folder);
    const kept: string[] = [];
    Scribe.begin(folder, HEADER, () => expect.fail("there is none")).write({ over: "interrupted", at: 1 });
    Scribe.begin(folder, { ...HEADER, seed: "other" }, (file) => kept.push(file));
    expect(kept).toEqual([path.join(folder, "journal-20260102030405.jsonl")]);
    expect(existsSync(kept[0] ?? "")).toBe(true);
    expect(readJournal(folder)?.header.seed).toBe("other");
    const over = Scribe.begin(folder, HEADER, () => undefined);
    over.write({ over: "budget", at: 1 });
    Scribe.begin(folder, HEADER, () => expect.fail("it was over"));
  });

  it("says what is wrong with a file that is none, and takes a torn last line for nothing", () => {
    const folder = newFolder();
    mkdirSync(folder);
    expect(readJournal(folder)).toBeNull();
    writeFileSync(journalPath(folder), "not a journal\n");
    expect(() => readJournal(folder)).toThrow("it does not begin as one: take a folder that `reveille fuzz` wrote");
    writeFileSync(journalPath(folder), `{"journal":9}\n`);
    expect(() => readJournal(folder)).toThrow("its format is 9, this version reads 1");
    writeFileSync(journalPath(folder), `${JSON.stringify(HEADER)}\n{"over":`);
    expect(readJournal(folder)).toEqual({ header: HEADER, lines: [] });
    appendFileSync(journalPath(folder), "\n{}\n");
    expect(() => readJournal(folder)).toThrow("line 2 is damaged");
  });
});
