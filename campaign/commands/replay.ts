/** `reveille replay FINDING.json|TAPE`: the same execution again. */
import type { Command } from "commander";
import {
  type Divergence,
  investigateTape,
  type Report,
  type Runner,
  renderReport,
  renderTrace,
} from "../../sim/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findingFile } from "../finding/finding-file.ts";
import { runJson } from "../finding/finding-json.ts";
import { type Given, readGiven, runnerFor } from "../finding/given.ts";
import { counted } from "../output/numbers.ts";
import { perfettoOption, writePerfetto } from "../perfetto/write.ts";
import { findingReport, writePage } from "../report/write-report.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";

interface ReplayOptions {
  readonly memory: SharedOptions["memory"];
  readonly faults: SharedOptions["faults"];
  readonly trace: boolean;
  /** Where the tape does not fit, go on with the dullest answer instead of stopping. */
  readonly lenient: boolean;
  /** A file for the execution as a trace. */
  readonly perfetto?: string | undefined;
  /** A file for the finding as a page to look at. */
  readonly html?: string | undefined;
}

export function addReplay({ command, done, io }: CommandLine): void {
  command("replay <finding>", "the same execution again, from a finding's file or a tape (rv1....)")
    .option("--trace", "print every step")
    .option("--lenient", "where the tape does not fit, go on with the dullest answer")
    .option("--html <file>", "write the finding as one HTML file")
    .addOption(perfettoOption())
    .action(async (finding: string, _own, self: Command) => {
      const options = self.optsWithGlobals<SharedOptions & Partial<ReplayOptions>>();
      const { memory, faults, trace = false, lenient = false, perfetto, html } = options;
      done(await replay(finding, { memory, faults, trace, lenient, perfetto, html }, contextOf(options, io)));
    });
}

async function replay(argument: string, options: ReplayOptions, context: Context): Promise<ExitCode> {
  const { out } = context;
  const given = readGiven(argument);
  const { runner, mismatches } = await runnerFor(given, context.catalogue, options, options.lenient);
  for (const mismatch of mismatches) out.note(`note: ${mismatch}`);

  const { perfetto } = options;
  const recording = runner.replay(given.tape, options.lenient ? "lenient" : "strict", perfetto !== undefined);
  const { divergence } = recording;
  const failed = recording.finding !== null && divergence === null;
  const report = failed ? withOrigin(investigateTape(runner, recording.tape, { budget: 0 }), given) : null;
  const identity = {
    scenario: given.header.program,
    seed: given.finding?.seed ?? null,
    strategy: "replay",
    memory: runner.memory,
  };
  if (perfetto !== undefined)
    writePerfetto(perfetto, recording, { scenario: identity.scenario, memory: runner.memory });
  if (options.html !== undefined) await writeHtml(options.html, report, given, runner, context);
  out.record({ ...runJson(identity, recording, report), divergence });
  if (options.trace) out.text(`${renderTrace(recording)}\n`);
  if (divergence !== null) {
    out.text(divergenceText(identity.scenario, divergence));
    return EXIT.diverged;
  }
  if (report !== null) {
    out.text(renderReport(report));
    return report.finding.kind === "nondeterminism" ? EXIT.diverged : EXIT.findings;
  }
  out.text(`${identity.scenario}: nothing found by the tape in ${counted(recording.steps, "step")}`);
  return EXIT.nothingFound;
}

/** A page of what was found; where nothing was, there is none, and that is said. */
async function writeHtml(
  file: string,
  report: Report | null,
  { finding }: Given,
  runner: Runner,
  { out }: Context,
): Promise<void> {
  if (report === null) {
    out.note(`note: ${file} was not written: the tape shows no finding`);
    return;
  }
  const known = finding?.fingerprint === report.fingerprint ? finding : null;
  writePage(file, await findingReport(file, known ?? findingFile(report, report.tape, runner.faults), runner));
}

/** A finding's file knows more than its tape: where it was found, how long it was then, and which switch decides. */
export function withOrigin(report: Report, { finding }: Given): Report {
  if (finding === null || finding.fingerprint !== report.fingerprint) return report;
  const { seed, strategy, original, decisive, tape } = finding;
  // Steps are counted along the file's own tape.
  const known = report.decisive ?? (report.tape === tape ? decisive : null);
  return { ...report, seed, strategy, original, decisive: known };
}

export function divergenceText(scenario: string, { question, step, expected, actual }: Divergence): string {
  return [
    `${scenario}: the replay parts from its tape at question ${question}, after ${counted(step, "step")}`,
    `  the tape has   ${expected}`,
    `  the model has  ${actual}`,
    "  The model is not the one that the tape was recorded from; --lenient goes on with the dullest answers.",
  ].join("\n");
}
