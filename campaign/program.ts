/** The command line as commander knows it; each command says its own options in `commands/`. */
import { Command } from "commander";
import { VERSION } from "../sim/index.ts";
import { addBugs } from "./commands/bugs.ts";
import type { CommandLine } from "./commands/command-line.ts";
import { addCorpus } from "./commands/corpus.ts";
import { addExplain } from "./commands/explain.ts";
import { addFuzz, mainJob } from "./commands/fuzz.ts";
import { addList } from "./commands/list.ts";
import { addLitmus } from "./commands/litmus.ts";
import { addMerge } from "./commands/merge.ts";
import { addReplay } from "./commands/replay.ts";
import { addReport } from "./commands/report.ts";
import { addRun } from "./commands/run.ts";
import { type SharedOptions, withSharedOptions } from "./commands/shared-options.ts";
import { addShrink } from "./commands/shrink.ts";
import { addVerify } from "./commands/verify.ts";
import { addWorker } from "./commands/worker.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Io } from "./output/io.ts";
import { didYouMean } from "./suggest.ts";
import { UsageProblem } from "./usage-problem.ts";

const ABOUT = `Deterministic simulation testing for asynchronous runtimes.
Without a command: a ten-second campaign over every scenario.`;

/** Hands the exit code of the command that ran to `done`. Parsing throws commander's errors and ours. */
export function createProgram(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command("reveille")
    .description(ABOUT)
    .version(VERSION)
    // Before the first .command(), so that commands inherit all of these.
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Commander puts its suggestion on a line of its own; an error is one line.
      outputError: (text, write) => write(text.replace("\n(", " (")),
    })
    .helpCommand(true);
  withSharedOptions(program)
    .argument("[command]")
    // What follows an unknown command is not what is wrong with the line.
    .allowExcessArguments(true)
    .usage("[options] [command]")
    .action(async (unknown?: string) => {
      if (unknown !== undefined) throw unknownCommand(unknown, program);
      done(await mainJob(program.opts<SharedOptions>(), io));
    });

  const line: CommandLine = {
    io,
    done,
    command: (usage, about, options = {}) =>
      withSharedOptions(program.command(usage, options).description(about).allowExcessArguments(false)),
  };
  for (const add of [
    addList,
    addRun,
    addFuzz,
    addVerify,
    addReplay,
    addShrink,
    addExplain,
    addReport,
    addCorpus,
    addBugs,
    addLitmus,
    addMerge,
    addWorker,
  ])
    add(line);
  return program;
}

function unknownCommand(name: string, program: Command): UsageProblem {
  const known = program
    .createHelp()
    .visibleCommands(program)
    .map((command) => command.name());
  return new UsageProblem(`unknown command "${name}".${didYouMean(name, known) || " `reveille --help` lists them."}`);
}
