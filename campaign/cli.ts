/** The command line from its words to its exit code: the only place that turns problems into lines. */
import { CommanderError } from "commander";
import { UsageError } from "../sim/index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Io } from "./output/io.ts";
import { createProgram } from "./program.ts";
import { UsageProblem } from "./usage-problem.ts";

/** Runs `reveille ...words`. */
export async function reveille(words: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.nothingFound;
  try {
    const program = createProgram(io, (result) => {
      code = result;
    });
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (thrown) {
    return codeOf(thrown, io);
  }
}

function codeOf(thrown: unknown, { stderr }: Io): ExitCode {
  // Commander has printed its own line; help and version end with 0.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.nothingFound : EXIT.usage;
  if (thrown instanceof UsageProblem || thrown instanceof UsageError) {
    stderr.write(`error: ${thrown.message}\n`);
    return EXIT.usage;
  }
  const what = thrown instanceof Error ? thrown.stack : thrown;
  stderr.write(`reveille itself failed; please report this:\n${what}\n`);
  return EXIT.usage;
}
