/** `reveille explain FINDING.json|TAPE`, `reveille explain SCENARIO --seed S`: the story of a finding in sentences. */
import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import {
  createStrategy,
  decodeTape,
  type FaultSetting,
  investigate,
  investigateTape,
  type MemoryName,
  type Report,
  Runner,
  tryTape,
} from "../../sim/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { storyOf } from "../explain/story.ts";
import { storyText } from "../explain/story-text.ts";
import { isTape, readGiven, runnerFor } from "../finding/given.ts";
import { UsageProblem } from "../usage-problem.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import { divergenceText, withOrigin } from "./replay.ts";
import type { SharedOptions } from "./shared-options.ts";
import { readSeed } from "./values.ts";

/** Executions for shrinking what may be unshrunk; the tape of a finding's file is shrunk already. */
const BUDGET = 2_000;
/** Switches that are tried where the report knows of none that decides; each costs some hundred executions. */
const SWITCHES_MAX = 12;

interface ExplainOptions {
  readonly seed?: string | undefined;
  readonly memory: MemoryName | undefined;
  readonly faults: FaultSetting | undefined;
}

interface Explained {
  readonly runner: Runner;
  readonly report: Report;
}

export function addExplain({ command, done, io }: CommandLine): void {
  command("explain <what>", "the story in sentences: of a finding's file, a tape, or with --seed of a scenario's run")
    .addOption(new Option("--seed <text>", "the run of the scenario to explain").argParser(readSeed))
    .action(async (what: string, _own, self: Command) => {
      const options = self.optsWithGlobals<SharedOptions & { readonly seed?: string }>();
      const { seed, memory, faults } = options;
      done(await explain(what, { seed, memory, faults }, contextOf(options, io)));
    });
}

async function explain(what: string, options: ExplainOptions, context: Context): Promise<ExitCode> {
  const { out } = context;
  const { seed } = options;
  const explained = seed === undefined ? await byTape(what, options, context) : await bySeed(what, seed, context);
  if ("code" in explained) return explained.code;
  const { runner, report } = explained;
  const unsteady = report.finding.kind === "nondeterminism";
  const tried = unsteady || report.decisive !== null ? [] : tryTape(runner, decodeTape(report.tape).tape, SWITCHES_MAX);
  const story = storyOf(report, tried);
  out.record(story);
  out.text(storyText(story));
  return unsteady ? EXIT.diverged : EXIT.findings;
}

async function bySeed(name: string, seed: string, context: Context): Promise<Explained | { code: ExitCode }> {
  const { out, strategy, memory, faults } = context;
  const scenario = await context.catalogue.named(name);
  const runner = new Runner(scenario, { strategy: createStrategy(strategy), memory, faults });
  const recording = runner.record(seed, false);
  if (recording.finding !== null) return { runner, report: investigate(runner, seed, { seen: recording }) };
  out.record({ scenario: name, seed, strategy, memory, finding: null });
  out.text(`${name}: nothing found by seed ${seed} (${strategy}): there is nothing to explain`);
  return { code: EXIT.nothingFound };
}

async function byTape(what: string, wishes: ExplainOptions, context: Context): Promise<Explained | { code: ExitCode }> {
  const { out } = context;
  if (!isTape(what) && !existsSync(what)) {
    throw new UsageProblem(
      `there is no file ${what}: give a finding's file, a tape (rv1....), or a scenario together with --seed`,
    );
  }
  const given = readGiven(what);
  const { runner } = await runnerFor(given, context.catalogue, wishes, false);
  const { divergence, finding } = runner.replay(given.tape, "strict", false);
  const scenario = given.header.program;
  if (divergence !== null) {
    out.record({ scenario, finding: null, divergence });
    out.text(divergenceText(scenario, divergence));
    return { code: EXIT.diverged };
  }
  if (finding === null) {
    out.record({ scenario, finding: null });
    out.text(`${scenario}: nothing found by the tape: there is nothing to explain`);
    return { code: EXIT.nothingFound };
  }
  const report = investigateTape(runner, given.tape, { budget: given.finding === null ? BUDGET : 0 });
  return { runner, report: withOrigin(report, given) };
}
