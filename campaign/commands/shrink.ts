/** `reveille shrink FINDING.json`: spends more on a simpler tape with the same verdict. */
import { type Command, Option } from "commander";
import { investigateTape, type Report, renderReport } from "../../sim/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findingFile, readFindingFile, writeFindingFile } from "../finding/finding-file.ts";
import { runJson } from "../finding/finding-json.ts";
import { readGiven, runnerFor } from "../finding/given.ts";
import { counted } from "../output/numbers.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import { withOrigin } from "./replay.ts";
import type { SharedOptions } from "./shared-options.ts";
import { readCount } from "./values.ts";

const BUDGET = 20_000;

interface ShrinkOptions {
  readonly memory: SharedOptions["memory"];
  readonly faults: SharedOptions["faults"];
  /** Executions that may be spent. */
  readonly budget: number;
}

export function addShrink({ command, done, io }: CommandLine): void {
  command("shrink <finding>", "a simpler tape with the same verdict, written back to the finding's file")
    .addOption(new Option("--budget <n>", "executions that may be spent").argParser(readCount).default(BUDGET))
    .action(async (finding: string, { budget }: Pick<ShrinkOptions, "budget">, self: Command) => {
      const options = self.optsWithGlobals<SharedOptions>();
      const { memory, faults } = options;
      done(await shrink(finding, { memory, faults, budget }, contextOf(options, io)));
    });
}

async function shrink(file: string, { budget, ...wishes }: ShrinkOptions, context: Context): Promise<ExitCode> {
  const { out } = context;
  const finding = readFindingFile(file);
  const given = readGiven(file);
  const { runner } = await runnerFor(given, context.catalogue, wishes, false);
  const before = runner.replay(given.tape, "strict", false);
  const identity = {
    scenario: finding.scenario,
    seed: finding.seed,
    strategy: finding.strategy,
    memory: runner.memory,
  };
  if (before.divergence !== null || before.fingerprint !== finding.fingerprint) {
    out.record(runJson(identity, before, null));
    out.text(
      `${file}: the tape does not show its ${finding.kind} any more; \`reveille replay ${file}\` says what it does`,
    );
    return EXIT.diverged;
  }
  const report = withOrigin(investigateTape(runner, given.tape, { budget }), given);
  const simpler = report.tape !== finding.tape;
  if (simpler) writeFindingFile(file, findingFile(report, finding.originalTape, runner.faults));
  out.record(runJson(identity, before, report));
  out.text(renderReport(report));
  out.text(
    `  ${file}: ${sizeText(before)} -> ${simpler ? sizeText(report.shrunk) : "nothing simpler fails in the same way"}`,
  );
  return EXIT.findings;
}

function sizeText({ steps, switches }: Report["shrunk"]): string {
  return `${counted(steps, "step")}, ${counted(switches, "switch", "switches")}`;
}
