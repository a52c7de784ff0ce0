import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeTape, headerOf, Tape } from "../../sim/index.ts";
import { lostIncrement } from "../testing/project/scenarios/lost-increment.ts";
import { steady } from "../testing/project/scenarios/steady.ts";
import { UsageProblem } from "../usage-problem.ts";
import { addToCorpus, corpusTapes, mergeCorpus, readCorpus } from "./corpus.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "reveille-corpus-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const warnings: string[] = [];
const warn = (line: string): void => void warnings.push(line);
beforeEach(() => {
  warnings.length = 0;
});

const tapeOf = (...answers: number[]): Tape =>
  new Tape(answers.map((answer) => ({ kind: "schedule", options: 3, answer })));

function text(tape: Tape, scenario = steady): string {
  return encodeTape(tape, headerOf(scenario, "sc"));
}

const [ONE, TWO] = [tapeOf(1, 2), tapeOf(2, 0, 1)];
const STEADY = "corpus/fine__steady";

describe("the corpus of a folder", () => {
  it("gives back the tapes that were added, by scenario", () => {
    expect(addToCorpus(dir, steady.name, [text(ONE), text(TWO)])).toBe(2);
    addToCorpus(dir, lostIncrement.name, [text(ONE, lostIncrement)]);
    const corpus = readCorpus(dir, warn);
    expect([...corpus.keys()].sort()).toEqual([steady.name, lostIncrement.name].sort());
    expect(corpus.get(steady.name)).toEqual(expect.arrayContaining([ONE, TWO]));
    expect(corpus.get(lostIncrement.name)).toEqual([ONE]);
    expect(warnings).toEqual([]);
  });

  it("keeps each tape once, in a file called by its contents, and nothing else", () => {
    addToCorpus(dir, steady.name, [text(ONE)]);
    expect(addToCorpus(dir, steady.name, [text(ONE), text(ONE)])).toBe(0);
    const files = readdirSync(path.join(dir, STEADY));
    expect(files).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.tape$/)]);
    expect(readFileSync(path.join(dir, STEADY, files[0] ?? ""), "utf8")).toBe(`${text(ONE)}\n`);
  });

  it("is empty where there is none", () => {
    expect(readCorpus(path.join(dir, "nowhere"), warn)).toEqual(new Map());
    expect(warnings).toEqual([]);
  });

  it("leaves out what is damaged, foreign or half written, with a line for each", () => {
    addToCorpus(dir, steady.name, [text(ONE)]);
    writeFileSync(path.join(dir, STEADY, "0.tape"), text(TWO).slice(0, -6));
    writeFileSync(path.join(dir, STEADY, "1.tape"), text(TWO, lostIncrement));
    writeFileSync(path.join(dir, STEADY, "2.tape.4711"), "rv1.");
    expect(readCorpus(dir, warn).get(steady.name)).toEqual([ONE]);
    expect(warnings).toEqual([
      expect.stringMatching(/0\.tape is left out: the tape is (cut off|damaged)/),
      expect.stringMatching(`1.tape is left out: it is a tape of "${lostIncrement.name}", not of this folder`),
    ]);
  });

  it("comes in an order that follows from the tapes", () => {
    addToCorpus(dir, steady.name, [text(ONE), text(TWO)]);
    const other = path.join(dir, "other");
    addToCorpus(other, steady.name, [text(TWO), text(ONE)]);
    expect(readCorpus(other, warn)).toEqual(readCorpus(dir, warn));
  });

  it("is merged into another: what that has already is not added", () => {
    const [from, into] = [path.join(dir, "from"), path.join(dir, "into")];
    addToCorpus(from, steady.name, [text(ONE), text(TWO)]);
    addToCorpus(into, steady.name, [text(TWO)]);
    expect(mergeCorpus(from, into, warn)).toBe(1);
    expect(mergeCorpus(from, into, warn)).toBe(0);
    expect(corpusTapes(into, warn).get(steady.name)).toHaveLength(2);
  });

  it("says what cannot be read or written", () => {
    symlinkSync("corpus", path.join(dir, "corpus"));
    expect(() => readCorpus(dir, warn)).toThrow(`cannot read the corpus ${path.join(dir, "corpus")}: `);
    expect(() => addToCorpus(dir, steady.name, [text(ONE)])).toThrow(UsageProblem);
  });
});
