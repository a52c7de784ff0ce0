/** `reveille verify SCENARIO`: every execution there is, within bounds that are stated. */
import path from "node:path";
import { type Command, Option } from "commander";
import { type FaultSetting, type Report, renderReport, type Scenario } from "../../sim/index.ts";
import type { ExitCode } from "../exit-code.ts";
import { findingFile, findingPath, writeFindingFile } from "../finding/finding-file.ts";
import { assertWritable, makeFolder } from "../fuzz/out-folder.ts";
import { Interruption } from "../interruption.ts";
import type { Output } from "../output/output.ts";
import { Progress } from "../output/progress.ts";
import { UsageProblem } from "../usage-problem.ts";
import { checkpointPath } from "../verify/checkpoint.ts";
import { CheckpointKeeper } from "../verify/checkpoint-keeper.ts";
import { confirm } from "../verify/confirm.ts";
import { Processes } from "../verify/processes.ts";
import { createExplorer, DEFAULT_YIELDS, type Settings } from "../verify/settings.ts";
import { begin, resume, type Start } from "../verify/start.ts";
import { exitCodeOf, isOpen, type Verified, verifiedJson } from "../verify/summary.ts";
import { Alone, type Team } from "../verify/team.ts";
import { limitsText, missingText, progressText, resumeLine, verifiedText } from "../verify/text.ts";
import { Verification } from "../verify/verification.ts";
import { witnessText } from "../verify/witness-text.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";
import { readBound, readProcesses, readTime } from "./values.ts";

const VERIFY_SECONDS = 60;
const FINDINGS_FOLDER = "findings";

interface VerifyFlags extends SharedOptions {
  readonly preemptions?: number;
  readonly yields?: number;
  readonly time?: number;
  readonly jobs?: number;
  readonly out?: string;
  readonly checkpoint?: string;
  readonly resume?: string;
}

export function addVerify({ command, done, io }: CommandLine): void {
  command("verify <scenario>", "every execution there is, within stated bounds")
    .addOption(new Option("--preemptions <n>", "at most so many in an execution; sc only").argParser(readBound))
    .addOption(
      new Option("--yields <n>", `at most so many of one thread (default: ${DEFAULT_YIELDS})`).argParser(readBound),
    )
    .addOption(new Option("--time <span>", `how long (default: ${VERIFY_SECONDS}s)`).argParser(readTime))
    .addOption(new Option("--jobs <n>", "processes that share the work (default: 1)").argParser(readProcesses))
    .option("--out <dir>", `where findings and checkpoints are written (default: ${FINDINGS_FOLDER})`)
    .option("--checkpoint <file>", "where to write what is left, every half minute and at an early end")
    .option("--resume <file>", "go on from a checkpoint, within its bounds")
    .action(async (name: string, _own, self: Command) => {
      const flags = self.optsWithGlobals<VerifyFlags>();
      if (flags.strategy !== undefined) throw new UsageProblem("verify tries everything: it takes no --strategy");
      done(await verify(name, flags, contextOf(flags, io)));
    });
}

async function verify(name: string, flags: VerifyFlags, context: Context): Promise<ExitCode> {
  const { out } = context;
  const { out: folder = FINDINGS_FOLDER, time = VERIFY_SECONDS, jobs = 1, config } = flags;
  const scenario = await context.catalogue.named(name);
  const start = flags.resume === undefined ? begin(scenario, flags) : resume(scenario, flags.resume, flags);
  const file = flags.checkpoint ?? flags.resume ?? checkpointPath(folder, name, start.settings.memory);
  for (const needed of [folder, path.dirname(file)]) assertWritable(needed);
  const keeper = new CheckpointKeeper(file, scenario, start);

  const interruption = new Interruption();
  const progress = new Progress(out.io);
  out.text(`exploring ${name}, ${limitsText(start.settings, time, jobs)}\n`);
  const verification = new Verification(start.pieces, teamOf(scenario, start.settings, jobs, config), time, {
    onProgress: (seconds) => {
      progress.tick(() => progressText(start.pieces, start.seconds + seconds));
      if (flags.checkpoint !== undefined) keeper.tick(start.seconds + seconds);
    },
    onLoss: (line) => {
      progress.clear();
      out.note(`warning: ${line}`);
    },
    stop: () => interruption.requested || out.abandoned,
  });
  const end = await verification.run();
  interruption.release();
  progress.clear();

  const seconds = start.seconds + verification.seconds;
  const verified: Verified = { ...outcomeOf(scenario, start), end, seconds, limitSeconds: time };
  conclude(verified, scenario, folder, out);
  if (isOpen(verified)) {
    keeper.write(verified.seconds);
    out.note(`to go on    ${resumeLine(name, file, config)}`);
  } else {
    keeper.discard();
  }
  return exitCodeOf(verified);
}

function teamOf(scenario: Scenario, settings: Settings, jobs: number, config: string | undefined): Team {
  if (jobs === 1) return new Alone(() => createExplorer(scenario, settings));
  return new Processes(jobs, { config: config ?? null, scenario: scenario.name, settings });
}

function outcomeOf(
  scenario: Scenario,
  { settings, pieces }: Start,
): Omit<Verified, "end" | "seconds" | "limitSeconds"> {
  const { tally, fraction, lost } = pieces;
  const found = pieces.found === null ? null : confirm(scenario, settings, pieces.found);
  return { scenario: scenario.name, settings, tally, fraction, lost, found };
}

function conclude(verified: Verified, scenario: Scenario, folder: string, out: Output): void {
  const { found } = verified;
  if (found?.report === null) out.text(`${witnessText(scenario.name, found)}\n`);
  else if (found !== null) announce(found.report, verified.settings.faults, folder, out);
  out.record(verifiedJson(verified));
  out.text(verifiedText(verified));
  if (found === null && scenario.expect !== "clean") out.text(missingText(scenario.expect.kind, verified));
}

/** Writes the finding down, and says so. */
function announce(report: Report, faults: FaultSetting, folder: string, out: Output): void {
  const file = findingPath(folder, report.fingerprint);
  makeFolder(folder);
  writeFindingFile(file, findingFile(report, report.tape, faults));
  out.text(`${renderReport(report)}\n  written  ${file}\n`);
}
