/**
 * The files of one finding, side by side in the campaign's folder: all of it for programs, the tape,
 * the report as text, the report to look at, and a test that fails until the bug is mended.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createStrategy, type FaultSetting, type MemoryName, Runner } from "../../sim/index.ts";
import { findingReport } from "../report/write-report.ts";
import type { LoadedScenario } from "../scenarios/load.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import { type FindingFile, findingPath, writeFindingFile } from "./finding-file.ts";
import { replayTestText } from "./replay-test.ts";

/** Under which the finding was made. */
export interface Under {
  readonly memory: MemoryName;
  readonly faults: FaultSetting;
}

/** Writes them all, the finding's own last: where that is, the others are. Gives back its path. */
export async function writeFinding(
  folder: string,
  name: string,
  finding: FindingFile,
  { scenario, file: source, exportName }: LoadedScenario,
  { memory, faults }: Under,
): Promise<string> {
  const file = findingPath(folder, name);
  const beside = (ending: string): string => file.replace(/\.json$/, ending);
  // The strategy is there for the form: a tape answers for itself.
  const runner = new Runner(scenario, { strategy: createStrategy("random"), memory, faults });
  write(beside(".tape"), `${finding.tape}\n`);
  write(beside(".txt"), `${finding.text}\n`);
  write(beside(".test.ts"), replayTestText(finding, { specifier: specifierOf(source, folder), exportName }));
  write(beside(".html"), await findingReport(file, finding, runner));
  writeFindingFile(file, finding);
  return file;
}

/** How a file in `folder` imports `source`. */
function specifierOf(source: string, folder: string): string {
  const relative = path.relative(folder, source).replaceAll(path.sep, "/");
  return relative.startsWith(".") ? relative : `./${relative}`;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (thrown) {
    throw new UsageProblem(`cannot write ${file}: ${fileReasonOf(thrown)}`);
  }
}
