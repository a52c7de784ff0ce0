/**
 * `findings/<fingerprint>.json`: all that is needed to reproduce a finding, to shrink it further and
 * to read it, in one file.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type FaultSetting, type Report, renderReport, VERSION } from "../../sim/index.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import { runLine } from "./reproduce.ts";

const SCHEMA = "reveille-finding/1";

export interface FindingFile {
  readonly schema: typeof SCHEMA;
  /** Version of reveille that found it; a seed is valid for one version of the model. */
  readonly version: string;
  readonly scenario: string;
  readonly seed: string | null;
  readonly strategy: string;
  readonly memory: string;
  readonly kind: string;
  readonly invariant: string | null;
  readonly message: string;
  readonly details: readonly string[];
  readonly fingerprint: string;
  /** The shrunk tape. */
  readonly tape: string;
  /** The tape of the execution as it was found. */
  readonly originalTape: string;
  readonly original: Report["original"];
  readonly shrunk: Report["shrunk"];
  /** How often the finding showed again when its execution was repeated. */
  readonly again: Report["again"];
  readonly options: Report["options"];
  /** The faults that could strike in the shrunk run, and those that did; null where none was planned. */
  readonly faults: Report["faults"];
  /** The switch without which the shrunk run does not fail; null where none was found, or nobody looked. */
  readonly decisive: Report["decisive"];
  /** Where the last step of the shrunk run stands, as `file:line:column`; null where that is not known. */
  readonly place: string | null;
  /** The commands that show it again. */
  readonly reproduce: { readonly replay: string; readonly run: string | null };
  /** The report as it was printed. */
  readonly text: string;
}

/** `faults`: under which the finding was made. */
export function findingFile(report: Report, originalTape: string, faults: FaultSetting): FindingFile {
  const { scenario, seed, strategy, memory, finding } = report;
  return {
    schema: SCHEMA,
    version: VERSION,
    scenario,
    seed,
    strategy,
    memory,
    kind: finding.kind,
    invariant: finding.invariant,
    message: finding.message,
    details: finding.details,
    fingerprint: report.fingerprint,
    tape: report.tape,
    originalTape,
    original: report.original,
    shrunk: report.shrunk,
    again: report.again,
    options: report.options,
    faults: report.faults,
    decisive: report.decisive,
    place: report.trace.findLast(({ place }) => place !== null)?.place ?? null,
    reproduce: {
      replay: `npx reveille replay ${report.tape}`,
      run: seed === null ? null : runLine({ scenario, seed, strategy, memory, faults }),
    },
    text: renderReport(report),
  };
}

/** Throws a `UsageProblem` when it cannot be written. */
export function writeFindingFile(file: string, finding: FindingFile): void {
  try {
    writeFileSync(file, `${JSON.stringify(finding, null, 2)}\n`);
  } catch (thrown) {
    throw new UsageProblem(`cannot write the finding ${file}: ${fileReasonOf(thrown)}`);
  }
}

/** Throws a `UsageProblem` for a file that is not there, not ours or damaged. */
export function readFindingFile(file: string): FindingFile {
  const wrong = (what: string): UsageProblem => new UsageProblem(`cannot read the finding ${file}: ${what}`);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (thrown) {
    throw wrong(fileReasonOf(thrown));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong("it is not JSON, or was cut off: take a file that `reveille fuzz` wrote");
  }
  if (typeof value !== "object" || value === null || !("schema" in value)) {
    throw wrong("it is not a finding of reveille: take a file that `reveille fuzz` wrote");
  }
  if (value.schema !== SCHEMA) {
    throw wrong(`its schema is ${JSON.stringify(value.schema)}, this version reads "${SCHEMA}"`);
  }
  const given = { ...ABSENT, ...value } as Partial<Record<keyof FindingFile, unknown>>;
  const noText = TEXTS.find((key) => typeof given[key] !== "string");
  if (noText !== undefined) throw wrong(`"${noText}" is missing or is not text: the file is damaged`);
  const noObject = OBJECTS.find((key) => typeof given[key] !== "object" || given[key] === null);
  if (noObject !== undefined) throw wrong(`"${noObject}" is missing or is no object: the file is damaged`);
  return given as unknown as FindingFile; // what anybody reads of it was looked at
}

/** What files of earlier versions lack. */
const ABSENT = { faults: null, decisive: null, place: null } as const;
const TEXTS = [
  "version",
  "scenario",
  "strategy",
  "memory",
  "kind",
  "message",
  "fingerprint",
  "tape",
  "originalTape",
  "text",
] as const;
const OBJECTS = ["details", "original", "shrunk", "again", "options", "reproduce"] as const;

/** Where the campaign keeps the finding with `fingerprint`. */
export function findingPath(folder: string, fingerprint: string): string {
  return path.join(folder, `${fingerprint.replaceAll(/[^\w.-]+/g, "-")}.json`);
}
