/**
 * `reveille.config.json`: where a project keeps its scenarios.
 *
 *     { "scenarios": ["scenarios/*.ts", "races/*.ts"], "bundled": false }
 *
 * Globs are relative to the file's own folder. `bundled: true` adds the scenarios that come with
 * reveille. Without a configuration the project's `scenarios/` folder is taken, and where there is
 * none, the bundled scenarios.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { didYouMean } from "../suggest.ts";
import { fileReasonOf, reasonOf, UsageProblem } from "../usage-problem.ts";
import { PACKAGE_ROOT } from "./package-root.ts";

export const CONFIG_NAME = "reveille.config.json";

export interface Config {
  /** What to call the configuration in a message. */
  readonly origin: string;
  /** The folder that the globs start from. */
  readonly folder: string;
  readonly scenarios: readonly string[];
  /** `fallback`: only where the globs match no file. */
  readonly bundled: "always" | "fallback" | "never";
}

const KEYS = ["scenarios", "bundled"];
const DEFAULT_GLOB = "scenarios/**/*.{ts,mts,js,mjs}";

/** Reads `given`, or the default file of `cwd` where there is one. Throws a `UsageProblem`. */
export function readConfig(given: string | undefined, cwd: string): Config {
  const file = path.resolve(cwd, given ?? CONFIG_NAME);
  if (given === undefined && !existsSync(file)) {
    // In our own clone `scenarios/` are the bundled ones.
    return {
      origin: `the default (no ${CONFIG_NAME})`,
      folder: cwd,
      scenarios: cwd === PACKAGE_ROOT ? [] : [DEFAULT_GLOB],
      bundled: "fallback",
    };
  }
  return configOf(parse(file), file);
}

function parse(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (thrown) {
    throw new UsageProblem(`cannot read the configuration ${file}: ${fileReasonOf(thrown)}`);
  }
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new UsageProblem(`the configuration ${file} is not JSON: ${reasonOf(thrown)}`);
  }
}

function configOf(value: unknown, file: string): Config {
  const wrong = (what: string): UsageProblem => new UsageProblem(`the configuration ${file}: ${what}`);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrong(`it must be an object such as { "scenarios": ["scenarios/**/*.ts"] }`);
  }
  for (const key of Object.keys(value)) {
    if (!KEYS.includes(key)) throw wrong(`"${key}" is not a setting.${didYouMean(key, KEYS)}`);
  }
  const { scenarios, bundled = false } = value as { scenarios?: unknown; bundled?: unknown };
  if (!Array.isArray(scenarios) || scenarios.length === 0 || !scenarios.every((glob) => typeof glob === "string")) {
    throw wrong(`"scenarios" must be a list of globs, such as ["scenarios/**/*.ts"]`);
  }
  if (typeof bundled !== "boolean") throw wrong(`"bundled" must be true or false`);
  return { origin: file, folder: path.dirname(file), scenarios, bundled: bundled ? "always" : "never" };
}
