/** `reveille fuzz`, and bare `reveille`: a campaign over many scenarios. */
import { availableParallelism } from "node:os";
import path from "node:path";
import { type Command, Option } from "commander";
import { createStrategy, type Scenario } from "../../sim/index.ts";
import { readCorpus } from "../corpus/corpus.ts";
import type { ExitCode } from "../exit-code.ts";
import { Alone } from "../fuzz/alone.ts";
import type { Shard } from "../fuzz/blocks.ts";
import type { Budget } from "../fuzz/budget.ts";
import { conduct } from "../fuzz/conduct.ts";
import type { Crew } from "../fuzz/crew.ts";
import { assertWritable } from "../fuzz/out-folder.ts";
import { Processes } from "../fuzz/processes.ts";
import type { Plan } from "../fuzz/standing.ts";
import { begin, resume, type Start } from "../fuzz/start.ts";
import type { Io } from "../output/io.ts";
import { QueueCrew } from "../queue/queue-crew.ts";
import { type QueueUrl, queueOption } from "../queue/queue-url.ts";
import { UsageProblem } from "../usage-problem.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";
import { freshSeed, readCount, readProcesses, readShard, readTime, seedOption } from "./values.ts";

/** Bare `reveille` searches for so long; `fuzz` without a budget takes a minute. */
const MAIN_JOB_SECONDS = 10;
const FUZZ_SECONDS = 60;
const FINDINGS_FOLDER = "findings";
/** Below this, processes take longer to load and compile the model than they save. */
const WORTH_PROCESSES = { seconds: 20, iterations: 50_000 };

interface FuzzFlags extends SharedOptions {
  readonly time?: number;
  readonly iterations?: number;
  readonly jobs?: number;
  readonly seed?: string;
  readonly out?: string;
  readonly coverage?: true;
  readonly corpus?: string;
  readonly shard?: Shard;
  readonly resume?: string;
  readonly junit?: string;
  readonly queue?: QueueUrl;
}

/** What `--resume` takes from the campaign that it goes on with. */
const OF_THE_CAMPAIGN = [
  "time",
  "iterations",
  "seed",
  "out",
  "coverage",
  "corpus",
  "shard",
  "strategy",
  "memory",
  "faults",
] as const;

export function addFuzz({ command, done, io }: CommandLine): void {
  const time = new Option(
    "--time <span>",
    `how long (default: ${FUZZ_SECONDS}s); what fails at its very end is told unshrunk`,
  ).argParser(readTime);
  const iterations = new Option("--iterations <n>", "how many executions in total, spread evenly, at least one each");
  command("fuzz [patterns...]", "many executions of many scenarios")
    .addOption(time.conflicts("iterations"))
    .addOption(iterations.argParser(readCount))
    .addOption(new Option("--jobs <n>", "processes that share the work (default: all cores)").argParser(readProcesses))
    .addOption(seedOption())
    .option("--out <dir>", `where findings and the journal are written (default: ${FINDINGS_FOLDER})`)
    .option("--resume <dir>", "go on with the campaign in that folder")
    .addOption(new Option("--shard <i/n>", "only part i of n; `reveille merge` joins them").argParser(readShard))
    .option("--corpus <dir>", "tapes that guided search starts from; those that it keeps go to --out")
    .option("--junit <file>", "what became of each scenario, as JUnit's XML")
    .addOption(queueOption("let workers elsewhere play: `reveille worker --queue` listens there").conflicts("jobs"))
    .option("--coverage", "count what the scenarios reach; exit with 4 where something was never reached")
    .action(async (patterns: string[], _own, self: Command) => {
      const flags = self.optsWithGlobals<FuzzFlags>();
      const folder = flags.resume ?? flags.out ?? FINDINGS_FOLDER;
      assertWritable(folder);
      const context = contextOf(flags, io);
      const start = flags.resume === undefined ? await fresh(patterns, flags, context) : await old(patterns, flags);
      const crew =
        flags.queue === undefined ? crewFor(start, flags.jobs) : await queueCrew(flags.queue, start, context);
      done(await conduct(start, { folder, junit: flags.junit ?? null }, crew, context.out));
    });
}

/** Bare `reveille`. */
export async function mainJob(options: SharedOptions, io: Io): Promise<ExitCode> {
  const context = contextOf(options, io);
  const start = await fresh([], { ...options, time: MAIN_JOB_SECONDS }, context);
  assertWritable(FINDINGS_FOLDER);
  return conduct(start, { folder: FINDINGS_FOLDER, junit: null }, crewFor(start, undefined), context.out);
}

function fresh(patterns: readonly string[], flags: FuzzFlags, context: Context): Promise<Start> {
  const { iterations, time = FUZZ_SECONDS, seed = freshSeed(), shard = null, corpus = null } = flags;
  const { strategy, memory, faults } = context;
  const budget: Budget = iterations === undefined ? { seconds: time } : { iterations };
  if (corpus !== null) checkCorpus(corpus, flags.out ?? FINDINGS_FOLDER, context);
  const settings = { seed, strategy, memory, faults, coverage: flags.coverage ?? false, corpus };
  return begin({ patterns, settings, budget, shard, config: flags.config }, new Date());
}

/** What a campaign starts from must not change while it lasts, or other crews would see another corpus. */
function checkCorpus(corpus: string, folder: string, { out }: Context): void {
  if (path.resolve(corpus) === path.resolve(folder)) {
    throw new UsageProblem(`the corpus in ${corpus} would change under the campaign: give another --out`);
  }
  readCorpus(corpus, (line) => out.note(`warning: ${line}`));
}

function old(patterns: readonly string[], flags: FuzzFlags): Promise<Start> {
  const given = OF_THE_CAMPAIGN.find((flag) => flags[flag] !== undefined);
  if (given !== undefined || patterns.length > 0) {
    const what = given === undefined ? "the patterns" : `--${given}`;
    throw new UsageProblem(`--resume goes on with a campaign as it began: leave out ${what}`);
  }
  return resume(flags.resume ?? FINDINGS_FOLDER, flags.config);
}

function queueCrew(queue: QueueUrl, { plan: { settings, scenarios } }: Start, { out }: Context): Promise<Crew> {
  return QueueCrew.open(queue, { settings, scenarios, note: (line) => out.note(`note: ${line}`) });
}

function crewFor({ plan, header }: Start, wished: number | undefined): Crew {
  const jobs = wished ?? defaultJobs(plan);
  const { scenarios, settings } = plan;
  if (createStrategy(settings.strategy).systematic && jobs > 1) {
    throw new UsageProblem(
      `${settings.strategy} takes one schedule after another: give --jobs 1, or use \`reveille verify\``,
    );
  }
  if (jobs > 1) return new Processes(jobs, { config: header.config, settings });
  const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  // Spans are of the plan's scenarios.
  return new Alone(settings, (name) => byName.get(name) as Scenario);
}

function defaultJobs({ budget, settings }: Plan): number {
  if (createStrategy(settings.strategy).systematic) return 1;
  const worth =
    "seconds" in budget ? budget.seconds >= WORTH_PROCESSES.seconds : budget.iterations >= WORTH_PROCESSES.iterations;
  return worth ? availableParallelism() : 1;
}
