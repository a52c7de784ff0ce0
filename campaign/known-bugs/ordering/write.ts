/** Writes the patches of the ordering mutants anew: `npm run mutants:write`. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PACKAGE_ROOT } from "../../scenarios/package-root.ts";
import { ORDERING_MUTANTS } from "./mutants.ts";
import { patchText } from "./patch.ts";

for (const mutant of ORDERING_MUTANTS) {
  const { component, name, file } = mutant;
  const patch = path.join(PACKAGE_ROOT, "scenarios", "known-bugs", component, `${name}.patch`);
  writeFileSync(patch, patchText(mutant, readFileSync(path.join(PACKAGE_ROOT, file), "utf8")));
}
