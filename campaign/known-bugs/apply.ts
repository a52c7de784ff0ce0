/** Applies patches to source texts, in memory. The files on disk are never written. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { applyPatch, parsePatch, type StructuredPatch } from "diff";
import { reasonOf, UsageProblem } from "../usage-problem.ts";
import type { KnownBug } from "./known-bug.ts";

/** What a patch may touch: the model, and the protocols of the scenarios that use it. */
const PATCHABLE = /^(runtime|scenarios)\//;

/** The texts of the files below `root` that `bugs` change, by absolute path. Throws a `UsageProblem`. */
export function patchedFiles(bugs: readonly KnownBug[], root: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const bug of bugs) {
    for (const patch of parse(bug)) {
      const name = nameIn(patch, bug);
      const file = path.join(root, name);
      const before = texts.get(file) ?? read(file, bug);
      const after = applyPatch(before, patch, { fuzzFactor: 0 });
      if (after === false) throw unfit(bug, name, badHunk(patch, before), texts.has(file));
      texts.set(file, after);
    }
  }
  return texts;
}

function parse(bug: KnownBug): StructuredPatch[] {
  let patches: StructuredPatch[];
  try {
    patches = parsePatch(bug.diff).filter((patch) => patch.hunks.length > 0);
  } catch (thrown) {
    throw new UsageProblem(`the patch ${bug.file} is damaged: ${reasonOf(thrown)}`);
  }
  if (patches.length > 0) return patches;
  throw new UsageProblem(`the patch ${bug.file} changes nothing: its diff has no hunk`);
}

/** The one file that `patch` changes, relative to the root. */
function nameIn(patch: StructuredPatch, bug: KnownBug): string {
  const name = path.posix.normalize((patch.oldFileName ?? "").replace(/^a\//, ""));
  const after = path.posix.normalize((patch.newFileName ?? "").replace(/^b\//, ""));
  if (!PATCHABLE.test(name)) {
    throw new UsageProblem(`the patch ${bug.file} changes ${name}: only runtime/ and scenarios/ can be patched`);
  }
  if (after === name) return name;
  throw new UsageProblem(`the patch ${bug.file} makes ${after} of ${name}: a patch changes a file where it is`);
}

function read(file: string, bug: KnownBug): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageProblem(`the patch ${bug.file} changes ${file}, which does not exist`);
  }
}

/** The first hunk that has no place in `text`, after those before it; `diff` only says that one has none. */
function badHunk(patch: StructuredPatch, text: string): string {
  const fits = (count: number): boolean =>
    applyPatch(text, { ...patch, hunks: patch.hunks.slice(0, count) }, { fuzzFactor: 0 }) !== false;
  const index = patch.hunks.findIndex((_hunk, i) => !fits(i + 1));
  return `hunk ${index + 1} of ${patch.hunks.length}, at line ${patch.hunks[index]?.oldStart}`;
}

function unfit(bug: KnownBug, name: string, hunk: string, patchedBefore: boolean): UsageProblem {
  const remedy = patchedBefore
    ? "an earlier patch changed that file: these bugs cannot be had together"
    : "make it anew against the present text";
  return new UsageProblem(`the patch ${bug.file} does not apply to ${name} (${hunk}): ${remedy}`);
}
