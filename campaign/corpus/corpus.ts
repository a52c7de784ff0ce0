/**
 * The corpus of a campaign on disk: tapes that showed something new, one a file, as text.
 *
 *     DIR/corpus/<scenario, its / written __>/<hash of the text>.tape
 *
 * Files are called by what is in them, written whole or not at all and never changed, so that any
 * number of processes may add to one folder, and folders are merged by adding up their files.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { decodeTape, type Tape, TapeError, type TapeHeader } from "../../sim/index.ts";
import { makeFolder } from "../fuzz/out-folder.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";

const SUFFIX = ".tape";
/** Sixteen hexadecimal digits: enough to tell tapes apart, short enough to be read. */
const HASH_DIGITS = 16;

export interface CorpusTape {
  readonly file: string;
  /** As in the file, without the line's end. */
  readonly text: string;
  readonly tape: Tape;
  readonly header: TapeHeader;
}

/** Told, in one line, of each file that is left out. */
export type Warn = (line: string) => void;

/** Where `dir` keeps its tapes. */
export function corpusFolder(dir: string): string {
  return path.join(dir, "corpus");
}

/** The tapes of each scenario, by its name; what a guided search starts from. None where there is no corpus yet. */
export function readCorpus(dir: string, warn: Warn): Map<string, Tape[]> {
  return new Map([...corpusTapes(dir, warn)].map(([scenario, tapes]) => [scenario, tapes.map(({ tape }) => tape)]));
}

/** The same with the files, in an order that follows from their contents. */
export function corpusTapes(dir: string, warn: Warn): Map<string, CorpusTape[]> {
  const root = corpusFolder(dir);
  const byScenario = new Map<string, CorpusTape[]>();
  for (const folder of namesIn(root)) {
    for (const name of namesIn(path.join(root, folder)).filter((each) => each.endsWith(SUFFIX))) {
      const file = path.join(root, folder, name);
      const read = readTape(file);
      const problem = typeof read === "string" ? read : misplaced(read, folder);
      if (typeof read === "string" || problem !== null) {
        warn(`${file} is left out: ${problem}`);
        continue;
      }
      const { program } = read.header;
      const tapes = byScenario.get(program);
      if (tapes === undefined) byScenario.set(program, [read]);
      else tapes.push(read);
    }
  }
  return byScenario;
}

/** Adds encoded tapes of `scenario` to the corpus of `dir`; gives back how many it did not have yet. */
export function addToCorpus(dir: string, scenario: string, texts: Iterable<string>): number {
  const folder = path.join(corpusFolder(dir), folderOf(scenario));
  makeFolder(folder);
  let added = 0;
  for (const text of texts) {
    const file = path.join(folder, `${hashOf(text)}${SUFFIX}`);
    if (existsSync(file)) continue;
    writeWhole(file, `${text}\n`);
    added++;
  }
  return added;
}

/** Adds what `from` has to the corpus of `into`; gives back how many tapes that did not have yet. */
export function mergeCorpus(from: string, into: string, warn: Warn): number {
  let added = 0;
  for (const [scenario, tapes] of corpusTapes(from, warn)) {
    added += addToCorpus(
      into,
      scenario,
      tapes.map(({ text }) => text),
    );
  }
  return added;
}

export function removeFromCorpus({ file }: CorpusTape): void {
  rmSync(file, { force: true });
}

function folderOf(scenario: string): string {
  return scenario.replaceAll("/", "__");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_DIGITS);
}

/** Sorted, as no file system promises an order; empty where there is no such folder. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw new UsageProblem(`cannot read the corpus ${folder}: ${fileReasonOf(thrown)}`);
  }
}

/** The tape in `file`, or why there is none. */
function readTape(file: string): CorpusTape | string {
  try {
    const text = readFileSync(file, "utf8").trim();
    return { file, text, ...decodeTape(text) };
  } catch (thrown) {
    return thrown instanceof TapeError ? thrown.message : fileReasonOf(thrown);
  }
}

function misplaced({ header }: CorpusTape, folder: string): string | null {
  return folderOf(header.program) === folder ? null : `it is a tape of "${header.program}", not of this folder`;
}

/** Nobody ever sees a part of it, not after a `kill -9` either. */
function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch (thrown) {
    throw new UsageProblem(`cannot write to the corpus: ${file}: ${fileReasonOf(thrown)}`);
  }
}
