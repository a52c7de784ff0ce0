/** Applies patches to source texts, in memory. The files on disk are never written. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { applyPatch, parsePatch } from "diff";
import { reasonOf, UsageProblem } from "../usage-problem.ts";
import type { KnownBug } from "./known-bug.ts";

/** What a patch may touch: the model, and the protocols of the scenarios that use it. */
const PATCHABLE = /^(runtime|scenarios)\//;

/** The texts of the files below `root` that `bugs` change, by absolute path. Throws a `UsageProblem`. */
export function patchedFiles(bugs: readonly KnownBug[], root: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const bug of bugs) {
    for (const patch of parse(bug)) {
      const name = (patch.oldFileName ?? "").replace(/^a\//, "");
      if (!PATCHABLE.test(name)) {
        throw new UsageProblem(`the patch ${bug.file} changes ${name}: only runtime/ and scenarios/ can be patched`);
      }
      const file = path.join(root, name);
      const before = texts.get(file) ?? read(file, bug);
      const after = applyPatch(before, patch, { fuzzFactor: 0 });
      if (after === false) {
        throw new UsageProblem(
          `the patch ${bug.file} does not apply to ${name}: make it anew against the present text`,
        );
      }
      texts.set(file, after);
    }
  }
  return texts;
}

function parse(bug: KnownBug): ReturnType<typeof parsePatch> {
  try {
    const patches = parsePatch(bug.diff).filter((patch) => patch.hunks.length > 0);
    if (patches.length > 0) return patches;
  } catch (thrown) {
    throw new UsageProblem(`the patch ${bug.file} is damaged: ${reasonOf(thrown)}`);
  }
  throw new UsageProblem(`the patch ${bug.file} changes nothing: its diff has no hunk`);
}

function read(file: string, bug: KnownBug): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageProblem(`the patch ${bug.file} changes ${file}, which does not exist`);
  }
}
