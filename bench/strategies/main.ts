/**
 * `npm run bench:strategies -- [--write | program...]`: how many schedules, in the median, each strategy
 * needs to come to the bug of a classic program. With `--write` the table goes into docs/strategies.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { whole } from "../table.ts";
import type { Classic } from "./classic.ts";
import {
  type Again,
  bestOf,
  type Measured,
  MIX,
  mixToBest,
  SERIES_AGAIN,
  STRATEGIES,
  type StrategyName,
} from "./measured.ts";
import { withTables } from "./page.ts";
import { CLASSICS } from "./programs.ts";
import { meanSchedules, medianSchedules } from "./schedules.ts";

const SEEDS = 20;
const PAGE = new URL("../../docs/strategies.md", import.meta.url);
const WIDTH = 10;

const args = process.argv.slice(2);
const write = args.includes("--write");
const names = args.filter((arg) => arg !== "--write");
const known = CLASSICS.map(({ name }) => name);

if (names.some((name) => !known.includes(name)) || (write && names.length > 0)) {
  process.stderr.write(`usage: npm run bench:strategies -- [--write | program...]\nprograms: ${known.join(", ")}\n`);
  process.exitCode = 2;
} else {
  print(["program".padEnd(18), ...STRATEGIES.map((name) => name.padStart(WIDTH)), "   portfolio / best"]);
  const programs = CLASSICS.filter(({ name }) => names.length === 0 || names.includes(name));
  const measured = programs.map(measure);
  if (write) writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), measured));
}

/** Prints each median as soon as it is known: a row may take minutes. */
function measure(program: Classic): Measured {
  const { name, schedulesMax } = program;
  const medians = {} as Record<StrategyName, number>;
  print([name.padEnd(18)], "");
  for (const strategy of STRATEGIES) {
    const median = medianSchedules(program, strategy, SEEDS);
    medians[strategy] = median;
    print([(median === Number.POSITIVE_INFINITY ? `>${whole(schedulesMax)}` : `${median}`).padStart(WIDTH)], "");
  }
  const measured = { program: name, schedulesMax, medians };
  const ratio = mixToBest(measured);
  print([ratio.toFixed(1).padStart(WIDTH)]);
  return ratio > 2 ? { ...measured, again: measureAgain(program, bestOf(measured)) } : measured;
}

function measureAgain(program: Classic, best: StrategyName): Again {
  const bestSchedules = meanSchedules(program, best, SERIES_AGAIN);
  const again = { best, bestSchedules, mixSchedules: meanSchedules(program, MIX, SERIES_AGAIN) };
  print([`  again, means of ${SERIES_AGAIN} series: ${best} ${again.bestSchedules}, ${MIX} ${again.mixSchedules}`]);
  return again;
}

function print(cells: readonly string[], end = "\n"): void {
  process.stdout.write(cells.join("") + end);
}
