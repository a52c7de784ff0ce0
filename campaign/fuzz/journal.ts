/**
 * `DIR/journal.jsonl`: what became of a campaign so far, a line as it happens, never changed again. It
 * is all that resuming, merging and reporting need. A process that is killed may leave the last line
 * torn: it is as if that had not happened.
 */
import { appendFileSync, existsSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FeatureKind } from "../../sim/index.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import type { Shard } from "./blocks.ts";
import type { Budget } from "./budget.ts";
import type { CampaignSettings } from "./settings.ts";
import type { Instance, Sums } from "./span.ts";

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

/** All lines but the first; `at` is in seconds of work since the beginning, over all resumptions. */
export type Line =
  | {
      readonly span: SpanKey;
      readonly sums: Sums;
      readonly exhausted: boolean;
      readonly ms: number;
      readonly at: number;
    }
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

/** Null where `folder` has none. Throws a `UsageProblem` for one that is not ours, or damaged before its last line. */
export function readJournal(folder: string): Journal | null {
  const file = journalPath(folder);
  if (!existsSync(file)) return null;
  const wrong = (what: string): UsageProblem => new UsageProblem(`cannot read the journal ${file}: ${what}`);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (thrown) {
    throw wrong(fileReasonOf(thrown));
  }
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const [first, ...rest] = whole.split("\n").filter((line) => line !== "");
  if (first === undefined) return null;
  const header = parse(first, () => wrong("it does not begin as one: take a folder that `reveille fuzz` wrote"));
  const { journal } = header as Partial<Header>;
  if (journal !== FORMAT) throw wrong(`its format is ${JSON.stringify(journal)}, this version reads ${FORMAT}`);
  const lines = rest.map((line, at) => parse(line, () => wrong(`line ${at + 2} is damaged`)) as Line);
  return { header: header as Header, lines };
}

/** Writes a journal down, line by line. */
export class Scribe {
  readonly #file: string;

  /** A new journal; an older one that was not over is kept beside it, and its new name given to `onKept`. */
  static begin(folder: string, header: Header, onKept: (file: string) => void): Scribe {
    const file = journalPath(folder);
    const older = readJournal(folder);
    if (older !== null && !isOver(older)) {
      const kept = path.join(folder, `journal-${older.header.startedAt.replaceAll(/\D/g, "").slice(0, 14)}.jsonl`);
      renameSync(file, kept);
      onKept(kept);
    }
    writable(file, () => writeFileSync(file, `${JSON.stringify(header)}\n`));
    return new Scribe(file);
  }

  /** Goes on with the journal of `folder`: a torn last line goes. */
  static resume(folder: string): Scribe {
    const file = journalPath(folder);
    writable(file, () => truncateSync(file, readFileSync(file).lastIndexOf("\n") + 1));
    return new Scribe(file);
  }

  private constructor(file: string) {
    this.#file = file;
  }

  write(line: Line): void {
    writable(this.#file, () => appendFileSync(this.#file, `${JSON.stringify(line)}\n`));
  }
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

function writable(file: string, write: () => void): void {
  try {
    write();
  } catch (thrown) {
    throw new UsageProblem(`cannot write the journal ${file}: ${fileReasonOf(thrown)}`);
  }
}
