/** `reveille corpus`: what is done with the tapes that campaigns kept. */

import { existsSync } from "node:fs";
import { Argument, type Command } from "commander";
import { corpusFolder, corpusTapes, mergeCorpus, type Warn } from "../corpus/corpus.ts";
import { minimiseFolder } from "../corpus/minimise-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { counted, grouped } from "../output/numbers.ts";
import { Progress } from "../output/progress.ts";
import { table } from "../output/table.ts";
import { UsageProblem } from "../usage-problem.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";

interface CorpusFlags extends SharedOptions {
  readonly out?: string;
}

const ACTIONS = ["show", "merge", "minimise"] as const;

export function addCorpus({ command, done, io }: CommandLine): void {
  command("corpus", "the tapes in DIR/corpus that showed something new: counts, one out of several, fewer and shorter")
    .addArgument(new Argument("<action>", "what is done with them").choices(ACTIONS))
    .argument("<dirs...>", "folders of campaigns")
    .option("--out <dir>", "where merged tapes go")
    .action(async (action: (typeof ACTIONS)[number], dirs: string[], _own, self: Command) => {
      const flags = self.optsWithGlobals<CorpusFlags>();
      for (const dir of dirs) requireCorpus(dir);
      done(await perform(action, dirs, flags.out, contextOf(flags, io)));
    });
}

async function perform(
  action: (typeof ACTIONS)[number],
  dirs: readonly string[],
  out: string | undefined,
  context: Context,
): Promise<ExitCode> {
  const warn: Warn = (line) => context.out.note(`note: ${line}`);
  if (action !== "merge" && out !== undefined) throw new UsageProblem(`--out is for \`corpus merge\`: leave it out`);
  switch (action) {
    case "show":
      for (const dir of dirs) show(dir, context, warn);
      return EXIT.nothingFound;
    case "merge":
      if (out === undefined) throw new UsageProblem("corpus merge needs --out DIR: where the merged tapes go");
      return merge(dirs, out, context, warn);
    case "minimise":
      for (const dir of dirs) await minimise(dir, context, warn);
      return EXIT.nothingFound;
  }
}

function show(dir: string, { out }: Context, warn: Warn): void {
  const counts = [...corpusTapes(dir, warn)].map(([scenario, tapes]) => ({
    scenario,
    tapes: tapes.length,
    answers: tapes.reduce((sum, { tape }) => sum + tape.entries.length, 0),
  }));
  for (const count of counts) out.record({ dir, ...count });
  const rows = counts.map(({ scenario, tapes, answers }) => [scenario, grouped(tapes), grouped(answers / tapes)]);
  if (rows.length > 0) out.text(table([["scenario", "tapes", "answers each"], ...rows], [1, 2]));
  const tapes = counts.reduce((sum, count) => sum + count.tapes, 0);
  out.text(`${corpusFolder(dir)}: ${counted(tapes, "tape")} of ${counted(counts.length, "scenario")}`);
}

function merge(dirs: readonly string[], into: string, { out }: Context, warn: Warn): ExitCode {
  const added = dirs.reduce((sum, dir) => sum + mergeCorpus(dir, into, warn), 0);
  out.record({ out: into, added });
  out.text(`${corpusFolder(into)}: ${counted(added, "tape")} added`);
  return EXIT.nothingFound;
}

async function minimise(dir: string, { out, catalogue }: Context, warn: Warn): Promise<void> {
  const progress = new Progress(out.io);
  let [before, after, features] = [0, 0, 0];
  for await (const result of minimiseFolder(dir, catalogue, warn)) {
    before += result.before;
    after += result.after;
    features += result.features;
    progress.tick(() => `${result.scenario}: ${counted(result.before, "tape")} -> ${grouped(result.after)}`);
    if (result.failing.length > 0) progress.clear();
    for (const file of result.failing) warn(`${file} ends with a finding now: \`reveille replay\` its tape`);
    out.record({ dir, ...result });
  }
  progress.clear();
  out.text(`${corpusFolder(dir)}: ${counted(before, "tape")} -> ${grouped(after)}, ${counted(features, "feature")}`);
}

function requireCorpus(dir: string): void {
  if (existsSync(corpusFolder(dir))) return;
  throw new UsageProblem(`there is no corpus in ${dir}: give a folder that \`reveille fuzz --corpus\` wrote`);
}
