/** `--perfetto FILE`. */
import { writeFileSync } from "node:fs";
import { Option } from "commander";
import type { Recording } from "../../sim/index.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import { chromeTrace } from "./trace-events.ts";

export function perfettoOption(): Option {
  return new Option("--perfetto <file>", "write the execution as a trace for ui.perfetto.dev or chrome://tracing");
}

/** `about` says what was run. Throws a `UsageProblem` where the file cannot be written. */
export function writePerfetto(file: string, recording: Recording, about: Readonly<Record<string, string>>): void {
  try {
    writeFileSync(file, `${JSON.stringify(chromeTrace(recording, about))}\n`);
  } catch (thrown) {
    throw new UsageProblem(`cannot write the trace ${file}: ${fileReasonOf(thrown)}`);
  }
}
