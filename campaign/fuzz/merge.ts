/** Joins the folders of a campaign's parts: one journal, and of each finding the smallest instance. */
import { copyFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { Species } from "../../sim/index.ts";
import { findingPath } from "../finding/finding-file.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import { smaller } from "./add.ts";
import { type Header, isOver, type Journal, journalPath, type Line, readJournal } from "./journal.ts";
import { makeFolder } from "./out-folder.ts";
import { Scribe } from "./scribe.ts";

interface Part extends Journal {
  readonly folder: string;
}

type FindingLine = Extract<Line, { finding: string }>;

/** What parts of one campaign have in common. */
const COMMON = [
  "version",
  "seed",
  "strategy",
  "memory",
  "faults",
  "coverage",
  "corpus",
  "budget",
  "scenarios",
] as const;

/** Writes the joined campaign to `out`, which must not hold one. Throws a `UsageProblem` where the parts do not fit. */
export function mergeFolders(folders: readonly string[], out: string): Journal {
  const parts = folders.map(partOf);
  const [first] = parts;
  if (first === undefined) throw new UsageProblem("give the folders that are to be joined");
  for (const [at, part] of parts.entries()) assertFits(parts.slice(0, at), part, first);
  if (readJournal(out) !== null) throw new UsageProblem(`there is a campaign in ${out} already: give another --out`);
  makeFolder(out);
  const scribe = Scribe.begin(out, { ...first.header, shard: null }, () => undefined);
  for (const line of joinedLines(parts)) scribe.write(line);
  for (const [line, folder] of smallest(parts)) {
    copyFiles(folder, line.finding, out);
    scribe.write({ ...line, file: findingPath(out, line.finding) });
  }
  const complete = parts.length === (first.header.shard?.of ?? 1) && parts.every(isOver);
  const at = Math.max(...parts.map(({ lines }) => lines.at(-1)?.at ?? 0));
  scribe.write({ over: complete ? "budget" : "interrupted", at });
  return readJournal(out) ?? first;
}

function partOf(folder: string): Part {
  const journal = readJournal(folder);
  if (journal !== null) return { ...journal, folder };
  throw new UsageProblem(`there is no campaign in ${folder}: ${journalPath(folder)} does not exist`);
}

function assertFits(before: readonly Part[], { header, folder }: Part, first: Part): void {
  const other = COMMON.find((key) => JSON.stringify(header[key]) !== JSON.stringify(first.header[key]));
  if (other !== undefined) {
    throw new UsageProblem(`${folder} is no part of the campaign in ${first.folder}: it has another ${other}`);
  }
  const twin = before.find((part) => sameShard(part.header, header));
  if (twin !== undefined) throw new UsageProblem(`${twin.folder} and ${folder} are the same part of one campaign`);
  if (header.shard?.of !== first.header.shard?.of) {
    throw new UsageProblem(`${folder} and ${first.folder} are not divided into as many parts`);
  }
}

function sameShard(a: Header, b: Header): boolean {
  return a.shard?.part === b.shard?.part;
}

/** All but the findings and the ends, in order of time; what was seen so far is told of the parts together. */
function* joinedLines(parts: readonly Part[]): Generator<Line> {
  const species = new Species();
  const executions = new Map<Part, number>();
  const all = parts.flatMap((part) => part.lines.map((line) => ({ part, line })));
  for (const { part, line } of all.sort((a, b) => a.line.at - b.line.at)) {
    if ("over" in line || "finding" in line) continue;
    if ("span" in line) species.merge({ executions: 0, seen: line.sums.features });
    if (!("coverage" in line)) {
      yield line;
      continue;
    }
    species.merge({ executions: line.executions - (executions.get(part) ?? 0), seen: [] });
    executions.set(part, line.executions);
    const coverage = species.counts();
    yield { coverage, executions: species.executions, chanceOfNew: species.chanceOfNew(), at: line.at };
  }
}

/** Of each finding the line of the smallest instance, and the folder that it lies in. */
function smallest(parts: readonly Part[]): [FindingLine, string][] {
  const lines = new Map<string, [FindingLine, string]>();
  for (const { lines: all, folder } of parts) {
    for (const line of all) {
      if (!("finding" in line)) continue;
      const known = lines.get(line.fingerprint);
      // A later line of the same folder is of the file that is there.
      if (known !== undefined && known[1] !== folder && smaller(known[0].instance, line.instance) === known[0].instance)
        continue;
      lines.set(line.fingerprint, [line, folder]);
    }
  }
  return [...lines.values()];
}

/** The finding's own file and those beside it. */
function copyFiles(folder: string, name: string, out: string): void {
  const stem = path.basename(findingPath("", name), ".json");
  try {
    for (const file of readdirSync(folder)) {
      if (file.startsWith(`${stem}.`)) copyFileSync(path.join(folder, file), path.join(out, file));
    }
  } catch (thrown) {
    throw new UsageProblem(`cannot copy the finding ${name} of ${folder} to ${out}: ${fileReasonOf(thrown)}`);
  }
}
