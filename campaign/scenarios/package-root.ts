/** Where the package itself lies, and whether it runs from its sources (a clone) or from what it ships. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A clone runs `campaign/**.ts`; an installed package runs `dist/campaign/**.js`. */
export const FROM_SOURCES = import.meta.url.endsWith(".ts");

/** The folder that holds our package.json. */
export const PACKAGE_ROOT = rootAbove(path.dirname(fileURLToPath(import.meta.url)));

function rootAbove(folder: string): string {
  if (existsSync(path.join(folder, "package.json"))) return folder;
  const above = path.dirname(folder);
  if (above === folder) throw new Error("the package.json of reveille is missing: install the package again");
  return rootAbove(above);
}
