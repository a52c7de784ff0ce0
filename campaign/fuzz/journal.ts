/**
 * `DIR/journal.jsonl`: what became of a campaign so far, a line as it happens, never changed again. It
 * is all that resuming, merging and reporting need. A process that is killed may leave the last line
 * torn: it is as if that had not happened.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import type { FeatureKind } from "../../sim/index.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import type { Shard } from "./blocks.ts";
import type { Budget } from "./budget.ts";
import { wholeLines } from "./file-lines.ts";
import { Joined } from "./joined.ts";
import type { CampaignSettings } from "./settings.ts";
import { type Instance, NOTHING, type Sums } from "./span.ts";

const NAME = "journal.jsonl";
const FORMAT = 1;

/** The first line: what the campaign follows from. */
export interface Header extends CampaignSettings {
  readonly journal: typeof FORMAT;
  readonly version: string;
  readonly budget: Budget;
  readonly shard: Shard | null;
  readonly patterns: readonly string[];
  /** As `--config`; null where it was not given. */
  readonly config: string | null;
  /** By name, in order; spans give a scenario's place in this list. */
  readonly scenarios: readonly string[];
  /** ISO 8601. */
  readonly startedAt: string;
}

type SpanKey = readonly [scenario: number, from: number, to: number];

export interface SpanLine {
  readonly span: SpanKey;
  readonly sums: Sums;
  readonly exhausted: boolean;
  readonly ms: number;
  readonly at: number;
}

/** All lines but the first; `at` is in seconds of work since the beginning, over all resumptions. */
export type Line =
  | SpanLine
  | {
      /** What its files are called. */
      readonly finding: string;
      /** As the search saw it. */
      readonly fingerprint: string;
      readonly scenario: string;
      /** The execution that was investigated. */
      readonly instance: Instance;
      readonly kind: string;
      readonly invariant: string | null;
      readonly message: string;
      readonly file: string;
      readonly at: number;
    }
  | { readonly lost: SpanKey; readonly why: string; readonly givenUp: boolean; readonly at: number }
  | {
      readonly coverage: Readonly<Record<FeatureKind, number>>;
      readonly executions: number;
      readonly chanceOfNew: number | null;
      readonly at: number;
    }
  | { readonly over: "budget" | "exhausted" | "interrupted"; readonly at: number };

export interface Journal {
  readonly header: Header;
  readonly lines: readonly Line[];
}

export function journalPath(folder: string): string {
  return path.join(folder, NAME);
}

/**
 * Null where `folder` has none. Throws a `UsageProblem` for one that is not ours, or damaged before its
 * last line. The lines come in order of time, and spans that are neighbours as one.
 */
export function readJournal(folder: string): Journal | null {
  const file = journalPath(folder);
  if (!existsSync(file)) return null;
  const wrong = (what: string): UsageProblem => new UsageProblem(`cannot read the journal ${file}: ${what}`);
  let header: Header | null = null;
  const joined = new Joined();
  const others: Line[] = [];
  let number = 0;
  try {
    for (const text of wholeLines(file)) {
      number++;
      if (text === "") continue;
      if (header === null) {
        header = headerOf(text, wrong);
        continue;
      }
      const line = parse(text, () => wrong(`line ${number} is damaged`)) as Line;
      if ("span" in line) joined.add({ ...line, sums: { ...NOTHING, ...line.sums } });
      else others.push(line);
    }
  } catch (thrown) {
    throw thrown instanceof UsageProblem ? thrown : wrong(fileReasonOf(thrown));
  }
  return header === null ? null : { header, lines: [...joined.lines, ...others].sort((a, b) => a.at - b.at) };
}

function headerOf(text: string, wrong: (what: string) => UsageProblem): Header {
  const header = parse(text, () => wrong("it does not begin as one: take a folder that `reveille fuzz` wrote"));
  const { journal } = header as Partial<Header>;
  if (journal !== FORMAT) throw wrong(`its format is ${JSON.stringify(journal)}, this version reads ${FORMAT}`);
  return header as Header;
}

/** Nothing is left to resume. */
export function isOver({ lines }: Journal): boolean {
  const last = lines.findLast((line) => "over" in line);
  return last !== undefined && last.over !== "interrupted";
}

function parse(line: string, wrong: () => UsageProblem): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Said below, in words.
  }
  throw wrong();
}
