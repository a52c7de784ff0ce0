/** The files of one finding, side by side in the campaign's folder: for programs, for shells, for people. */
import { writeFileSync } from "node:fs";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import { type FindingFile, findingPath, writeFindingFile } from "./finding-file.ts";

/** Writes them all, the finding's own last: where that is, the others are. Gives back its path. */
export async function writeFinding(folder: string, name: string, finding: FindingFile): Promise<string> {
  const file = findingPath(folder, name);
  const beside = (ending: string): string => file.replace(/\.json$/, ending);
  write(beside(".tape"), `${finding.tape}\n`);
  write(beside(".txt"), `${finding.text}\n`);
  writeFindingFile(file, finding);
  return file;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (thrown) {
    throw new UsageProblem(`cannot write ${file}: ${fileReasonOf(thrown)}`);
  }
}
