/** Which files hold scenarios: the globs of the configuration, and the scenarios that come with reveille. */
import { realpathSync } from "node:fs";
import { type GlobOptions, glob } from "tinyglobby";
import type { Config } from "./config.ts";
import { FROM_SOURCES, PACKAGE_ROOT } from "./package-root.ts";

/** Never scenarios: tests, declarations, and what is installed. */
const IGNORED = ["**/*.test.*", "**/*.d.{ts,mts,cts}", "**/node_modules/**"];

/** Ours lie at `scenarios/<area>/<name>`; files elsewhere in there are helpers or known bugs. */
const BUNDLED = FROM_SOURCES ? "scenarios/*/*.ts" : "dist/scenarios/*/*.js";
const BUNDLED_IGNORED = ["**/scenarios/known-bugs/**"];

/** Absolute paths, sorted, each file once. */
export async function scenarioFiles(config: Config): Promise<readonly string[]> {
  const own = config.scenarios.length === 0 ? [] : await glob(config.scenarios, settings(config.folder));
  const ours = config.bundled === "always" || (config.bundled === "fallback" && own.length === 0);
  const bundled = ours ? await bundledFiles() : [];
  return [...new Set([...own.map((file) => realpathSync(file)), ...bundled])].sort();
}

/** The scenarios that come with reveille. */
export async function bundledFiles(): Promise<string[]> {
  const files = await glob(BUNDLED, settings(PACKAGE_ROOT, BUNDLED_IGNORED));
  return files.map((file) => realpathSync(file)).sort();
}

function settings(cwd: string, ignored: readonly string[] = []): GlobOptions {
  return { cwd, absolute: true, onlyFiles: true, expandDirectories: false, ignore: [...IGNORED, ...ignored] };
}
