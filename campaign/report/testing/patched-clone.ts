/** A copy of this clone with known bugs in its sources: a project in which a campaign finds something. */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { patchedFiles } from "../../known-bugs/apply.ts";
import { listKnownBugs } from "../../known-bugs/list.ts";
import { PACKAGE_ROOT } from "../../scenarios/package-root.ts";

const SOURCES = ["campaign", "properties", "runtime", "scenarios", "sim", "index.ts", "package.json", "tsconfig.json"];

/** Makes it in `folder`, with the known bugs `ids`. */
export async function patchedClone(folder: string, ids: readonly string[]): Promise<void> {
  const known = await listKnownBugs();
  const bugs = ids.map((id) => {
    const bug = known.find((one) => one.id === id);
    if (bug === undefined) throw new Error(`there is no known bug ${id} any more: choose another one`);
    return bug;
  });
  mkdirSync(folder, { recursive: true });
  for (const name of SOURCES) cpSync(path.join(PACKAGE_ROOT, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(PACKAGE_ROOT, "node_modules"), path.join(folder, "node_modules"));
  for (const [file, text] of patchedFiles(bugs, folder)) writeFileSync(file, text);
}
