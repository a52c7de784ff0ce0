/**
 * Golden trace hashes: what three fixed seeds do on every scenario of ours. Equal on every machine and
 * Node version, or seeds would not be worth writing down; a change that moves them says so in its commit.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createStrategy, Runner, type Scenario } from "../sim/index.ts";
import { DEFAULT_STRATEGY } from "./commands/shared-options.ts";
import { bundledFiles } from "./scenarios/discover.ts";
import { loadScenarios } from "./scenarios/load.ts";

/** By scenario, one hash for each seed. */
export type TraceHashes = Readonly<Record<string, readonly string[]>>;

const FILE = path.join(import.meta.dirname, "trace-hashes.json");
const SEEDS = ["hash.0", "hash.1", "hash.2"];

export async function presentHashes(): Promise<TraceHashes> {
  const loaded = await loadScenarios(await bundledFiles());
  return Object.fromEntries(loaded.map(({ scenario }) => [scenario.name, hashesOf(scenario)]));
}

export function committedHashes(): TraceHashes {
  return JSON.parse(readFileSync(FILE, "utf8")) as TraceHashes;
}

export function writeHashes(hashes: TraceHashes): void {
  // A line a scenario, as the formatter would have it.
  const lines = Object.entries(hashes).map(
    ([name, row]) => `  ${JSON.stringify(name)}: [${row.map((hash) => `"${hash}"`).join(", ")}]`,
  );
  writeFileSync(FILE, `{\n${lines.join(",\n")}\n}\n`);
}

/** One line for each scenario that does otherwise than committed, is new or is gone. */
export function differences(committed: TraceHashes, present: TraceHashes): string[] {
  const names = [...new Set([...Object.keys(committed), ...Object.keys(present)])].sort();
  return names.flatMap((name) => {
    const [before, now] = [committed[name], present[name]];
    if (before === undefined) return [`${name}: has no committed hashes`];
    if (now === undefined) return [`${name}: is committed, but there is no such scenario`];
    const moved = SEEDS.filter((_, i) => before[i] !== now[i]);
    return moved.length === 0 ? [] : [`${name}: other traces with the seeds ${moved.join(", ")}`];
  });
}

function hashesOf(scenario: Scenario): string[] {
  const runner = new Runner(scenario, { strategy: createStrategy(DEFAULT_STRATEGY) });
  return SEEDS.map((seed) => runner.record(seed, false).traceHash);
}
