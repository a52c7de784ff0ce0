/**
 * Hunts one known bug: the scenario that its patch names must find it within the budget and with the
 * named finding, the finding must shrink and replay, and the same seeds must be clean without the patch.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  createStrategy,
  investigateFailure,
  isMemoryName,
  type MemoryName,
  type Report,
  type Scenario,
  search,
} from "../../sim/index.ts";
import { DEFAULT_STRATEGY } from "../commands/shared-options.ts";
import { isScenario } from "../scenarios/load.ts";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";
import { UsageProblem } from "../usage-problem.ts";
import type { KnownBug } from "./known-bug.ts";
import type { PatchedLoader } from "./load-patched.ts";

/** The bugs' own seed: the table of seeds to find is the same everywhere. */
const HUNT_SEED = "bugs";

export interface BugResult {
  readonly bug: KnownBug;
  readonly strategy: string;
  /** Executions up to and with the one that failed, or all of the budget. */
  readonly iterations: number;
  /** The first failing execution, shrunk; null where none failed. */
  readonly report: Report | null;
  /** What is not as the patch says it must be; null where all is. */
  readonly complaint: string | null;
}

/** `memory` and `strategy` given by the person override what the patch says. */
export interface HuntSettings {
  readonly strategy?: string | undefined;
  readonly memory?: MemoryName | undefined;
}

export async function huntBug(bug: KnownBug, loader: PatchedLoader, settings: HuntSettings = {}): Promise<BugResult> {
  const strategy = settings.strategy ?? bug.strategy ?? DEFAULT_STRATEGY;
  const memory = settings.memory ?? memoryOf(bug);
  const file = path.join(PACKAGE_ROOT, "scenarios", `${bug.scenario}.ts`);
  if (!existsSync(file))
    throw new UsageProblem(`the patch ${bug.file} names the scenario "${bug.scenario}": no such file`);
  const patched = scenarioIn(await loader.load(file, [bug]), bug);
  const look = (scenario: Scenario, iterations: number) =>
    search(scenario, { strategy: createStrategy(strategy), memory, seed: HUNT_SEED, iterations });
  const { tally, runner } = look(patched, bug.budget);
  const [failure] = tally.failures.values();
  const report = failure === undefined ? null : investigateFailure(runner, failure);
  const result = { bug, strategy, iterations: tally.executions, report };
  const complaint = report === null ? unfound(bug) : misfound(bug, report);
  if (complaint !== null) return { ...result, complaint };
  const plain = scenarioIn((await import(pathToFileURL(file).href)) as object, bug);
  const without = look(plain, tally.executions).tally.failures.values().next().value;
  return { ...result, complaint: without === undefined ? null : dirty(without.seed, without.outcome.finding?.message) };
}

function scenarioIn(exported: object, bug: KnownBug): Scenario {
  const scenario = Object.values(exported).find((value) => isScenario(value) && value.name === bug.scenario);
  if (scenario === undefined)
    throw new UsageProblem(
      `the patch ${bug.file} names the scenario "${bug.scenario}": its file has none of that name`,
    );
  return scenario as Scenario;
}

function memoryOf(bug: KnownBug): MemoryName {
  if (isMemoryName(bug.memory)) return bug.memory;
  throw new UsageProblem(`the patch ${bug.file}: Memory is "${bug.memory}", which is no memory model of this version`);
}

function unfound(bug: KnownBug): string | null {
  return bug.breaks === null ? null : `not found in ${bug.budget} executions`;
}

function misfound(bug: KnownBug, { finding, again }: Report): string | null {
  const { breaks } = bug;
  if (breaks === null) return `a control, and yet: ${finding.kind}: ${finding.message}`;
  if (finding.kind !== breaks.kind) return `found as ${finding.kind}, not as ${breaks.kind}: ${finding.message}`;
  if (breaks.invariant !== null && finding.invariant !== breaks.invariant) {
    return `found by ${finding.invariant ?? "the engine"}, not by ${breaks.invariant}`;
  }
  return again.failed === again.of ? null : `its shrunk tape fails only ${again.failed} of ${again.of} times`;
}

function dirty(seed: string, message: string | undefined): string {
  return `the same scenario fails without the patch too, at seed ${seed}: ${message}`;
}
