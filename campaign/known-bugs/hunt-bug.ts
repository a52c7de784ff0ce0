/**
 * Hunts one known bug: the scenario that its patch names must find it within the budget and with the
 * named finding, the finding must shrink and replay, and the same search must be clean without the patch.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type FaultSetting,
  type Finding,
  isMemoryName,
  type MemoryName,
  type Report,
  type Scenario,
} from "../../sim/index.ts";
import { DEFAULT_FAULTS, DEFAULT_STRATEGY } from "../commands/shared-options.ts";
import { isScenario } from "../scenarios/load.ts";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";
import { UsageProblem } from "../usage-problem.ts";
import type { KnownBug } from "./known-bug.ts";
import type { PatchedLoader } from "./load-patched.ts";
import { EXHAUSTIVE, type Look, lookAtAll, lookAtSome } from "./look.ts";

export interface BugResult {
  readonly bug: KnownBug;
  readonly strategy: string;
  /** Executions up to and with the one that failed, or all that were looked at. */
  readonly iterations: number;
  /** Of the first failing execution; null where none failed. */
  readonly finding: Finding | null;
  /** It, shrunk; null where none failed, or where no tape expresses it but only an execution graph. */
  readonly report: Report | null;
  /** All executions there are were looked at, and none failed. */
  readonly proved: boolean;
  /** The bounds that cut some of them off, in words. */
  readonly bounds: readonly string[];
  /** What is not as the patch says it must be; null where all is. */
  readonly complaint: string | null;
}

/** What is given by the person override what the patch says. */
export interface HuntSettings {
  readonly strategy?: string | undefined;
  readonly memory?: MemoryName | undefined;
  readonly faults?: FaultSetting | undefined;
}

export async function huntBug(bug: KnownBug, loader: PatchedLoader, settings: HuntSettings = {}): Promise<BugResult> {
  const strategy = settings.strategy ?? bug.strategy ?? DEFAULT_STRATEGY;
  const memory = settings.memory ?? memoryOf(bug);
  const faults = settings.faults ?? DEFAULT_FAULTS;
  const file = path.join(PACKAGE_ROOT, "scenarios", `${bug.scenario}.ts`);
  if (!existsSync(file))
    throw new UsageProblem(`the patch ${bug.file} names the scenario "${bug.scenario}": no such file`);
  const patched = scenarioIn(await loader.load(file, [bug]), bug);
  const look = (scenario: Scenario, executions: number): Look =>
    strategy === EXHAUSTIVE
      ? lookAtAll(scenario, { memory, faults }, executions)
      : lookAtSome(scenario, strategy, { memory, faults }, executions, (found) => mismatch(bug, found) === null);
  const seen = look(patched, bug.budget);
  const report = seen.investigate();
  const { iterations, finding, complete, bounds } = seen;
  const result = { bug, strategy, iterations, finding: report?.finding ?? finding, report, proved: complete, bounds };
  const complaint = finding === null ? unfound(bug, strategy, complete) : misfound(bug, finding, report);
  if (complaint !== null) return { ...result, complaint };
  const plain = scenarioIn((await import(pathToFileURL(file).href)) as object, bug);
  const without = look(plain, iterations);
  return { ...result, complaint: without.finding === null ? null : dirty(without) };
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

function unfound(bug: KnownBug, strategy: string, complete: boolean): string | null {
  if (bug.breaks !== null) return complete ? "not found in any execution" : `not found in ${bug.budget} executions`;
  if (strategy !== EXHAUSTIVE || complete) return null;
  return `a control, silent in ${bug.budget} executions, but there are more: no proof`;
}

/** `found`: as the search saw it; the report on it may say that the runs part. */
function misfound(bug: KnownBug, found: Finding, report: Report | null): string | null {
  const other = mismatch(bug, report?.finding ?? found);
  if (other !== null || report === null) return other;
  const { again } = report;
  return again.failed === again.of ? null : `its shrunk tape fails only ${again.failed} of ${again.of} times`;
}

/** What of `found` is not as the patch names it; null where all is. */
function mismatch({ breaks }: KnownBug, { kind, invariant, message }: Finding): string | null {
  if (breaks === null) return `a control, and yet: ${kind}: ${message}`;
  if (kind !== breaks.kind) return `found as ${kind}, not as ${breaks.kind}: ${message}`;
  if (breaks.invariant === null || invariant === breaks.invariant) return null;
  return `found by ${invariant ?? "the engine"}, not by ${breaks.invariant}`;
}

function dirty({ finding, where }: Look): string {
  return `the same scenario fails without the patch too, ${where}: ${finding?.message}`;
}
