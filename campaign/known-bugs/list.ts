/** The known bugs that come with a clone: `scenarios/known-bugs/<component>/<id>.patch`. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { glob } from "tinyglobby";
import { FROM_SOURCES, PACKAGE_ROOT } from "../scenarios/package-root.ts";
import { UsageProblem } from "../usage-problem.ts";
import { type KnownBug, parseKnownBug } from "./known-bug.ts";

/** All of them below `root`, by name. */
export async function listKnownBugs(root: string = PACKAGE_ROOT): Promise<KnownBug[]> {
  if (!FROM_SOURCES) {
    throw new UsageProblem("the known bugs are patches against the sources: clone the repository and run it there");
  }
  const folder = path.join(root, "scenarios", "known-bugs");
  const files = await glob("*/*.patch", { cwd: folder });
  return files.sort().map((file) => {
    const whole = path.join(folder, file);
    return parseKnownBug(file.replace(/\.patch$/, ""), path.relative(root, whole), readFileSync(whole, "utf8"));
  });
}
