/** `reveille litmus FILE`: is this outcome allowed? */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import {
  judge,
  type LitmusVerdict,
  MEMORY_NAMES,
  type MemoryName,
  type PreparedTest,
  parseTests,
  prepare,
  UsageError,
} from "../../sim/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { testText, verdictText } from "../litmus/verdict-text.ts";
import { Output } from "../output/output.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import type { CommandLine } from "./command-line.ts";
import type { SharedOptions } from "./shared-options.ts";

export function addLitmus({ command, done, io }: CommandLine): void {
  command("litmus <file>", "is this outcome allowed? of the litmus tests of a file, under each memory model").action(
    (file: string, _own, self: Command) => {
      const { memory, json } = self.optsWithGlobals<SharedOptions>();
      done(litmus(file, memory === undefined ? MEMORY_NAMES : [memory], new Output(io, json === true)));
    },
  );
}

function litmus(file: string, memories: readonly MemoryName[], out: Output): ExitCode {
  let answered = true;
  for (const prepared of readTests(file)) {
    out.text(testText(prepared.test, (text) => out.paint("bold", text)));
    for (const memory of memories) {
      const verdict = judge(prepared, { memory });
      out.record(jsonOf(verdict));
      out.text(verdictText(verdict, (text) => out.paint("bold", text)));
      answered &&= verdict.complete || verdict.allowed === true;
    }
  }
  return answered ? EXIT.nothingFound : EXIT.limit;
}

/** Understands all tests before the first is judged. */
function readTests(file: string): PreparedTest[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (thrown) {
    throw new UsageProblem(`${file}: ${fileReasonOf(thrown)}`);
  }
  const tests = inFile(file, () => parseTests(text));
  return tests.map(({ test, place }) => inFile(`${file}, ${place} (${test.name})`, () => prepare(test)));
}

/** Runs `read`; what does not fit is said with where it stands. */
function inFile<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof UsageError) throw new UsageProblem(`${where}: ${thrown.message}`);
    throw thrown;
  }
}

function jsonOf(verdict: LitmusVerdict): object {
  const { name, memory, executions, duplicates, blocked, complete, racy, allowed } = verdict;
  const outcomes = verdict.outcomes.map(({ values, count }) => ({ values, count }));
  return { name, memory, executions, duplicates, blocked, complete, racy, outcomes, allowed };
}
