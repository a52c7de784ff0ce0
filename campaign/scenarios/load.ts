/** Imports scenario files and checks that what they export are scenarios. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Scenario } from "../../sim/index.ts";
import { reasonOf, UsageProblem } from "../usage-problem.ts";
import { FROM_SOURCES } from "./package-root.ts";

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly file: string;
  /** What the file calls it. */
  readonly exportName: string;
}

/** The scenarios of `files`, by name. A file that fails or holds none, and a name twice, is a `UsageProblem`. */
export async function loadScenarios(files: readonly string[]): Promise<LoadedScenario[]> {
  await prepareForTypeScript(files);
  const byName = new Map<string, LoadedScenario>();
  for (const file of files) {
    for (const [exportName, scenario] of await scenariosOf(file)) {
      const twin = byName.get(scenario.name);
      if (twin !== undefined) {
        throw new UsageProblem(
          `two files call their scenario "${scenario.name}": ${shown(twin.file)} and ${shown(file)}; rename one`,
        );
      }
      byName.set(scenario.name, { scenario, file, exportName });
    }
  }
  return [...byName.values()].sort((a, b) => (a.scenario.name < b.scenario.name ? -1 : 1));
}

/** From our sources tsx is there already; an installed reveille needs it only for a project in TypeScript. */
async function prepareForTypeScript(files: readonly string[]): Promise<void> {
  if (FROM_SOURCES || !files.some((file) => /\.[cm]?ts$/.test(file))) return;
  const { register } = await import("tsx/esm/api");
  register();
}

/** By the name under which the file exports them first. */
async function scenariosOf(file: string): Promise<[string, Scenario][]> {
  let exported: Record<string, unknown>;
  try {
    exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (thrown) {
    const reason = reasonOf(thrown).split("\n", 1)[0];
    throw new UsageProblem(`the scenario file ${shown(file)} does not load: ${reason}`);
  }
  const values = Object.values(exported);
  const scenarios = Object.entries(exported).filter(
    (entry, at): entry is [string, Scenario] => isScenario(entry[1]) && values.indexOf(entry[1]) === at,
  );
  if (scenarios.length === 0) {
    throw new UsageProblem(
      `the scenario file ${shown(file)} exports no scenario: export one scenario({...}), or keep helpers out of the globs`,
    );
  }
  return scenarios;
}

/** Told by its parts: a scenario file may come from another copy of this package. */
export function isScenario(value: unknown): value is Scenario {
  if (typeof value !== "object" || value === null) return false;
  const { name, model, monitors, options, expect } = value as Partial<Record<keyof Scenario, unknown>>;
  return (
    typeof name === "string" &&
    typeof model === "function" &&
    typeof monitors === "function" &&
    typeof options === "object" &&
    expect !== undefined
  );
}

/** A path as a person would type it. */
export function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}
