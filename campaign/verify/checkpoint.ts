/** `*.checkpoint.json`: what is left to explore, so that another day can go on from there. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { headerOf, isMemoryName, type Scenario } from "../../sim/index.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import type { State } from "./explorable.ts";
import type { Settings } from "./settings.ts";
import type { Tally } from "./tally.ts";

const SCHEMA = "reveille-checkpoint/1";

export interface Checkpoint {
  readonly schema: typeof SCHEMA;
  /** Version of reveille that wrote it; no other goes on from it. */
  readonly version: string;
  readonly scenario: string;
  /** Hash of the options that the scenario declares. */
  readonly options: string;
  readonly settings: Settings;
  /** Spent so far. */
  readonly seconds: number;
  readonly tally: Tally;
  /** What is left, in the order of exploration. */
  readonly left: readonly State[];
}

export type Progress = Pick<Checkpoint, "seconds" | "tally" | "left">;

export function checkpointOf(scenario: Scenario, settings: Settings, progress: Progress): Checkpoint {
  const { version, options } = headerOf(scenario, settings.memory, settings.faults);
  return { schema: SCHEMA, version, scenario: scenario.name, options, settings, ...progress };
}

/** Where the checkpoint goes that nobody named. */
export function checkpointPath(folder: string, scenario: string, memory: string): string {
  return path.join(folder, `${scenario.replaceAll(/[^\w.-]+/g, "-")}.${memory}.checkpoint.json`);
}

/** In one go: whoever is killed meanwhile leaves the old one. Throws a `UsageProblem` when it cannot be written. */
export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  const half = `${file}.${process.pid}`;
  try {
    writeFileSync(half, `${JSON.stringify(checkpoint)}\n`);
    renameSync(half, file);
  } catch (thrown) {
    throw new UsageProblem(`cannot write the checkpoint ${file}: ${fileReasonOf(thrown)}`);
  }
}

/** Throws a `UsageProblem` for a file that is not there, not ours or damaged. */
export function readCheckpoint(file: string): Checkpoint {
  const wrong = (what: string): UsageProblem => new UsageProblem(`cannot read the checkpoint ${file}: ${what}`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (thrown) {
    throw wrong(thrown instanceof SyntaxError ? "it is not JSON, or was cut off" : fileReasonOf(thrown));
  }
  const { schema, settings, tally, left } = (value ?? {}) as Partial<Record<keyof Checkpoint, unknown>>;
  if (schema !== SCHEMA) throw wrong(`it is not one: its schema is ${JSON.stringify(schema)}, not "${SCHEMA}"`);
  const memory = (settings as Partial<Settings> | undefined)?.memory;
  if (typeof tally !== "object" || !Array.isArray(left) || memory === undefined || !isMemoryName(memory)) {
    throw wrong("parts of it are missing: the file is damaged");
  }
  return value as Checkpoint;
}

/** Throws a `UsageProblem` where `scenario` is not what the checkpoint was made of. */
export function assertFits(checkpoint: Checkpoint, scenario: Scenario, file: string): void {
  const { version, options } = headerOf(scenario, checkpoint.settings.memory, checkpoint.settings.faults);
  const refuse = (why: string): never => {
    throw new UsageProblem(`the checkpoint ${file} ${why}: begin again without --resume`);
  };
  if (checkpoint.scenario !== scenario.name) refuse(`is of "${checkpoint.scenario}", not of "${scenario.name}"`);
  if (checkpoint.version !== version) refuse(`is of version ${checkpoint.version}, this is ${version}`);
  if (checkpoint.options !== options) refuse(`is of other options than "${scenario.name}" declares now`);
}
