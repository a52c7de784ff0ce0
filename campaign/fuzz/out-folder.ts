/** The folder for findings: tried before hours are spent, made when the first finding comes. */
import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";

/** Throws a `UsageProblem` when no finding could be written to `folder`; leaves nothing behind. */
export function assertWritable(folder: string): void {
  const [first] = missingFolders(folder);
  try {
    if (first === undefined) {
      const probe = path.join(folder, `.reveille-${process.pid}`);
      writeFileSync(probe, "");
      rmSync(probe);
    } else {
      mkdirSync(first);
      rmdirSync(first);
    }
  } catch (thrown) {
    throw unwritable(folder, thrown);
  }
}

/** One by one: `recursive` never returns where the system denies that a parent exists, as in `/proc`. */
export function makeFolder(folder: string): void {
  try {
    for (const missing of missingFolders(folder)) mkdirSync(missing);
  } catch (thrown) {
    throw unwritable(folder, thrown);
  }
}

/** The folders that have to be made for `folder` to exist, outermost first. */
function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !existsSync(at); at = path.dirname(at)) missing.unshift(at);
  return missing;
}

function unwritable(folder: string, thrown: unknown): UsageProblem {
  return new UsageProblem(`cannot write findings to ${folder}: ${fileReasonOf(thrown)}`);
}
