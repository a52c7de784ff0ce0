/** `reveille fuzz`, and bare `reveille`: a campaign over many scenarios. */

import { type Command, Option } from "commander";
import { encodeTape, faultText, headerOf, renderReport } from "../../sim/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findingFile, findingPath, writeFindingFile } from "../finding/finding-file.ts";
import { runJson } from "../finding/finding-json.ts";
import type { Budget } from "../fuzz/budget.ts";
import { Campaign, type Discovery } from "../fuzz/campaign.ts";
import { coverageJson, coverageOf, coverageText } from "../fuzz/coverage.ts";
import type { Hunt } from "../fuzz/hunt.ts";
import { assertWritable, makeFolder } from "../fuzz/out-folder.ts";
import { exitCodeOf, missingText, summaryOf, summaryText } from "../fuzz/summary.ts";
import { Interruption } from "../interruption.ts";
import type { Io } from "../output/io.ts";
import { counted, duration, grouped } from "../output/numbers.ts";
import { Progress } from "../output/progress.ts";
import { UsageProblem } from "../usage-problem.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";
import { freshSeed, readCount, readJobs, readTime, seedOption } from "./values.ts";

/** Bare `reveille` searches for so long; `fuzz` without a budget takes a minute. */
const MAIN_JOB_SECONDS = 10;
const FUZZ_SECONDS = 60;
const FINDINGS_FOLDER = "findings";

interface FuzzOptions {
  readonly patterns: readonly string[];
  readonly budget: Budget;
  readonly seed: string;
  /** Where findings are written. */
  readonly folder: string;
  readonly coverage: boolean;
}

interface FuzzFlags extends SharedOptions {
  readonly time?: number;
  readonly iterations?: number;
  readonly seed?: string;
  readonly out?: string;
  readonly coverage?: true;
}

export function addFuzz({ command, done, io }: CommandLine): void {
  const time = new Option("--time <span>", `how long (default: ${FUZZ_SECONDS}s)`).argParser(readTime);
  const iterations = new Option("--iterations <n>", "how many executions in total, spread evenly, at least one each");
  command("fuzz [patterns...]", "many executions of many scenarios")
    .addOption(time.conflicts("iterations"))
    .addOption(iterations.argParser(readCount))
    .addOption(new Option("--jobs <n>", "processes; only 1 in this version").argParser(readJobs))
    .addOption(seedOption())
    .option("--out <dir>", `where findings are written (default: ${FINDINGS_FOLDER})`)
    .option("--coverage", "count what the scenarios reach; exit with 4 where something was never reached")
    .action(async (patterns: string[], _own, self: Command) => {
      const flags = self.optsWithGlobals<FuzzFlags>();
      const { iterations: count, out: folder = FINDINGS_FOLDER, seed = freshSeed() } = flags;
      const budget = count === undefined ? { seconds: flags.time ?? FUZZ_SECONDS } : { iterations: count };
      const coverage = flags.coverage ?? false;
      done(await fuzz({ patterns, budget, seed, folder, coverage }, contextOf(flags, io)));
    });
}

/** Bare `reveille`. */
export function mainJob(options: SharedOptions, io: Io): Promise<ExitCode> {
  const budget = { seconds: MAIN_JOB_SECONDS };
  const rest = { seed: freshSeed(), folder: FINDINGS_FOLDER, coverage: false };
  return fuzz({ patterns: [], budget, ...rest }, contextOf(options, io));
}

async function fuzz(options: FuzzOptions, context: Context): Promise<ExitCode> {
  const { budget, coverage, folder, seed } = options;
  const { out, strategy, memory, faults } = context;
  assertWritable(folder);
  const loaded = await context.catalogue.matching(options.patterns);
  if (loaded.length === 0) throw new UsageProblem("there are no scenarios: write one, or name their files in --config");
  const scenarios = loaded.map(({ scenario }) => scenario);
  out.text(
    `seed ${seed}, strategy ${strategy}, memory ${memory}${faults === "plan" ? "" : `, faults ${faultText(faults)}`}: ${counted(scenarios.length, "scenario")}, ${budgetText(budget)}\n`,
  );

  const interruption = new Interruption();
  const progress = new Progress(out.io);
  const campaign = new Campaign(scenarios, { seed, strategy, memory, faults, coverage }, budget, {
    onDiscovery: (discovery) => {
      progress.clear();
      announce(discovery, folder, context);
    },
    onProgress: (running, at) => progress.tick(() => progressText(running, at)),
    stop: () => interruption.requested || out.abandoned,
  });
  await campaign.run();
  interruption.release();
  progress.clear();
  if (coverage) showCoverage(campaign, context);
  return conclude(campaign, folder, context, interruption.requested);
}

function showCoverage(campaign: Campaign, { out }: Context): void {
  const coverage = coverageOf(campaign.hunts);
  for (const row of coverageJson(coverage)) out.record(row);
  out.text(`${coverageText(coverage)}\n`);
}

function conclude(campaign: Campaign, folder: string, { out }: Context, interrupted: boolean): ExitCode {
  for (const hunt of campaign.hunts) {
    const message = missingText(hunt);
    if (message === null || hunt.scenario.expect === "clean") continue;
    out.record({ scenario: hunt.scenario.name, missing: hunt.scenario.expect.kind, message });
  }
  out.record({ summary: true, ...summaryOf(campaign) });
  out.text(summaryText(campaign, folder));
  if (!interrupted) return exitCodeOf(campaign);
  out.note("interrupted: this is what was found so far");
  return EXIT.interrupted;
}

/** Writes the finding down, and says so. */
function announce({ report, original, hunt, name }: Discovery, folder: string, { out }: Context): void {
  const file = findingPath(folder, name);
  const { faults } = hunt.runner;
  const originalTape = encodeTape(original.tape, headerOf(hunt.scenario, report.memory, faults));
  makeFolder(folder);
  writeFindingFile(file, findingFile(report, originalTape, faults));
  out.record({ ...runJson(report, original, report), file });
  out.text(`${renderReport(report)}\n  written  ${file}\n`);
}

function budgetText(budget: Budget): string {
  return "seconds" in budget ? duration(budget.seconds) : counted(budget.iterations, "execution");
}

function progressText(campaign: Campaign, at: Hunt): string {
  const { executions, seconds } = campaign;
  return [
    duration(seconds),
    counted(executions, "execution"),
    `${grouped(executions / Math.max(seconds, 0.001))}/s`,
    counted(campaign.discoveries.size, "finding"),
    at.scenario.name,
  ].join("  ");
}
