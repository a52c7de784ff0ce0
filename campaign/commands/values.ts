/** The values of options, read strictly: what is not understood is refused, with what would be. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { InvalidArgumentError, Option } from "commander";
import {
  createStrategy,
  FAULT_MODES,
  type FaultSetting,
  isMemoryName,
  MEMORY_NAMES,
  type MemoryName,
  readFaultText,
  STRATEGY_NAMES,
} from "../../sim/index.ts";
import type { Shard } from "../fuzz/blocks.ts";
import { didYouMean } from "../suggest.ts";
import { fileReasonOf, reasonOf } from "../usage-problem.ts";

const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400 };

const PROCESSES_MAX = 256;

/** `90s`, `1.5m`, `2h` as seconds. */
export function readTime(text: string): number {
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(text) ?? [];
  const seconds = Number(digits) * (UNIT_SECONDS[unit] ?? Number.NaN);
  if (seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw new InvalidArgumentError("Give a span above 0 with its unit: 60s, 10m or 2h.");
}

/** A whole number from 1; `200_000` is fine too. */
export function readCount(text: string): number {
  const count = /^\d+(_\d+)*$/.test(text) ? Number(text.replaceAll("_", "")) : Number.NaN;
  if (count >= 1 && Number.isSafeInteger(count)) return count;
  throw new InvalidArgumentError("Give a whole number from 1.");
}

/** A whole number from 0. */
export function readBound(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 0.");
}

/** Processes that share the work of one command. */
export function readProcesses(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= PROCESSES_MAX) return count;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${PROCESSES_MAX}.`);
}

/** Any text but the empty one. */
export function readSeed(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("A seed is any text that is not empty, such as 1 or demo.");
}

/** `--seed`, for the commands that draw one where none is given. */
export function seedOption(): Option {
  const about = "what all choices follow from (default: a fresh one, which is printed)";
  return new Option("--seed <text>", about).argParser(readSeed);
}

/** A seed that nobody chose: short, to be read out and typed again. */
export function freshSeed(): string {
  return randomBytes(3).toString("hex");
}

/** `2/8`: the second of eight parts. */
export function readShard(text: string): Shard {
  const [, part, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { part: Number(part), of: Number(of) };
  if (shard.part >= 1 && shard.part <= shard.of) return shard;
  throw new InvalidArgumentError("Give the part and how many there are, from 1/1: 2/8 is the second of eight.");
}

export function readStrategy(text: string): string {
  try {
    createStrategy(text);
  } catch (thrown) {
    throw new InvalidArgumentError(`${reasonOf(thrown)}.${didYouMean(text, STRATEGY_NAMES)}`);
  }
  return text;
}

export function readMemory(text: string): MemoryName {
  if (isMemoryName(text)) return text;
  throw new InvalidArgumentError(`Use one of: ${MEMORY_NAMES.join(", ")}.${didYouMean(text, MEMORY_NAMES)}`);
}

/** One of the modes, a file with a fault plan, or the plan itself as JSON, which is what a printed command has. */
export function readFaults(text: string): FaultSetting {
  try {
    if (FAULT_MODES.some((mode) => mode === text)) return readFaultText(text, "--faults");
    return text.startsWith("{") ? readFaultText(text, "the plan") : readFaultText(readPlanFile(text), text);
  } catch (thrown) {
    throw new InvalidArgumentError(`${reasonOf(thrown)}.`);
  }
}

function readPlanFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (thrown) {
    const suggestion = didYouMean(file, FAULT_MODES);
    throw new Error(`Use ${FAULT_MODES.join(", ")} or a file with a plan: ${fileReasonOf(thrown)}${suggestion}`);
  }
}
