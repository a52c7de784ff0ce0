/** `reveille run SCENARIO`: one execution, and what it found. */
import type { Command } from "commander";
import {
  createStrategy,
  faultReport,
  faultReportText,
  investigate,
  Runner,
  renderReport,
  renderTrace,
} from "../../sim/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { runJson } from "../finding/finding-json.ts";
import { runLine } from "../finding/reproduce.ts";
import { counted } from "../output/numbers.ts";
import { perfettoOption, writePerfetto } from "../perfetto/write.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";
import { freshSeed, seedOption } from "./values.ts";

interface RunOptions {
  readonly seed: string;
  /** Print every step of the execution. */
  readonly trace: boolean;
  /** A file for the execution as a trace. */
  readonly perfetto?: string | undefined;
}

export function addRun({ command, done, io }: CommandLine): void {
  command("run <scenario>", "one execution")
    .addOption(seedOption())
    .option("--trace", "print every step")
    .addOption(perfettoOption())
    .action(async (name: string, _own, self: Command) => {
      const options = self.optsWithGlobals<SharedOptions & Partial<RunOptions>>();
      const { seed = freshSeed(), trace = false, perfetto } = options;
      done(await run(name, { seed, trace, perfetto }, contextOf(options, io)));
    });
}

async function run(name: string, { seed, trace, perfetto }: RunOptions, context: Context): Promise<ExitCode> {
  const { out, strategy, memory, faults } = context;
  const scenario = await context.catalogue.named(name);
  const runner = new Runner(scenario, { strategy: createStrategy(strategy), memory, faults });
  const recording = runner.record(seed, perfetto !== undefined);
  const report = recording.finding === null ? null : investigate(runner, seed, { seen: recording });
  if (perfetto !== undefined) writePerfetto(perfetto, recording, { scenario: name, seed, strategy, memory });
  out.record(runJson({ scenario: name, seed, strategy, memory }, recording, report));
  if (trace) out.text(`${renderTrace(recording)}\n`);
  if (report !== null) {
    out.text(renderReport(report));
    return report.finding.kind === "nondeterminism" ? EXIT.diverged : EXIT.findings;
  }
  const size = `${counted(recording.steps, "step")}, ${counted(recording.switches, "switch", "switches")}`;
  out.text(`${name}: nothing found (seed ${seed}, ${size}, trace hash ${recording.traceHash})`);
  const planned = faultReport(faults, scenario.faults, recording.faults);
  if (planned !== null) out.text(`  ${faultReportText(planned)}`);
  out.text(`  again    ${runLine({ scenario: name, seed, strategy, memory, faults })}`);
  return EXIT.nothingFound;
}
