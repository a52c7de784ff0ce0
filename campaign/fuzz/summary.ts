/** How a campaign ends: what each scenario came to, the findings with their counts, the warnings. */
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findingPath } from "../finding/finding-file.ts";
import { counted, duration, grouped } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import { type Account, FAIR_EXECUTIONS } from "./account.ts";
import { coverageGaps, coverageOf } from "./coverage.ts";
import { type FaultRow, faultsOf, faultsText, unsuited } from "./fault-counts.ts";
import { featuresText } from "./features-text.ts";
import type { Standing } from "./standing.ts";
import { uninvestigatedOf } from "./uninvestigated.ts";

/** A warning lists so many. */
const NAMES_SHOWN = 3;

export interface Summary {
  readonly executions: number;
  readonly steps: number;
  readonly seconds: number;
  /** Distinct findings, and expected ones that did not come. */
  readonly findings: number;
  readonly scenarios: number;
  readonly warnings: readonly string[];
  /** Only where faults were planned. */
  readonly faults?: readonly FaultRow[];
}

export function summaryOf(standing: Standing): Summary {
  const { accounts } = standing;
  const faults = faultsOf(accounts);
  return {
    executions: standing.executions,
    steps: standing.steps,
    seconds: Math.round(standing.seconds * 1000) / 1000,
    findings: findingsOf(standing),
    scenarios: accounts.length,
    warnings: [
      ...accounts.flatMap((account) => warningsOf(account, standing)),
      ...unsuited(accounts),
      ...coverageGaps(coverageOf(accounts)),
      ...notRun(standing),
    ],
    ...(faults.length === 0 ? {} : { faults }),
  };
}

function findingsOf({ accounts, discoveries }: Standing): number {
  return discoveries.size + accounts.filter(({ verdict }) => verdict === "missing").length;
}

export function exitCodeOf(standing: Standing): ExitCode {
  const kinds = standing.discoveries.all.map(({ investigated }) => investigated.file.kind);
  if (kinds.includes("nondeterminism")) return EXIT.diverged;
  if (findingsOf(standing) > 0) return EXIT.findings;
  const { accounts, executions } = standing;
  // Asked for so many executions, or for what is reached, and not all of it was there at the end; or for nothing at all.
  const short =
    executions === 0 || accounts.some(({ lost }) => lost > 0) || coverageGaps(coverageOf(accounts)).length > 0;
  return short ? EXIT.limit : EXIT.nothingFound;
}

/** For people; `folder` is where the findings were written. */
export function summaryText(standing: Standing, folder: string): string {
  const { executions, steps, seconds, findings, scenarios, warnings, faults = [] } = summaryOf(standing);
  const speed = grouped(executions / Math.max(seconds, 0.001));
  const rows = standing.accounts.map((account) => [
    account.scenario.name,
    grouped(account.executions),
    verdictText(account, standing),
  ]);
  return [
    table([["scenario", "executions", ""], ...rows], [1]),
    "",
    ...(faults.length === 0 ? [] : [faultsText(faults), ""]),
    `${counted(scenarios, "scenario")}, ${counted(executions, "execution")} (${speed}/s), ${counted(steps, "step")}, ${duration(seconds)}`,
    ...featuresText(standing.species),
    ...warnings.map((warning) => `warning: ${warning}`),
    findings === 0 ? "nothing found" : counted(findings, "finding"),
    ...findingLines(standing, folder),
  ].join("\n");
}

/** The line of a scenario whose finding did not come; null for all others. */
export function missingText(account: Account): string | null {
  const { expect, name } = account.scenario;
  if (expect === "clean" || account.verdict !== "missing") return null;
  return `expected ${expect.kind} was not found in ${counted(account.executions, "execution")} of ${name}`;
}

function verdictText({ expected, failures, scenario, verdict }: Account, { plan }: Standing): string {
  const { expect } = scenario;
  if (verdict === "findings") return counted(failures, "failed execution");
  if (verdict === "missing" && expect !== "clean") return `missing: ${expect.kind}`;
  if (expected === null) return verdict;
  const { first, finding } = expected;
  return `${verdict}: ${finding.kind} in execution ${grouped(first + 1)} (seed ${plan.settings.seed}.${first})`;
}

function findingLines(standing: Standing, folder: string): string[] {
  const counts = new Map<string, number>();
  for (const { fingerprint, count } of standing.accounts.flatMap(({ unexpected }) => unexpected)) {
    counts.set(fingerprint, count + (counts.get(fingerprint) ?? 0));
  }
  const rows = standing.discoveries.all.map(({ fingerprint, investigated, name, scenario }) => [
    `  ${grouped(counts.get(fingerprint) ?? 0)} x`,
    investigated.file.kind,
    scenario,
    findingPath(folder, name),
  ]);
  const others = uninvestigatedOf(standing).map(({ fingerprint, finding, scenario, again }) => [
    `  ${grouped(counts.get(fingerprint) ?? 0)} x`,
    finding.kind,
    scenario,
    `not investigated: ${again}`,
  ]);
  const missing = standing.accounts.map(missingText).filter((line) => line !== null);
  const all = [...rows, ...others];
  return [...(all.length === 0 ? [] : [table(all, [0])]), ...missing.map((line) => `  ${line}`)];
}

/** A part of a campaign has no executions of some scenarios by nature. */
function notRun({ accounts, plan }: Standing): string[] {
  const names = accounts.filter(({ verdict, lost }) => verdict === "not run" && lost === 0).map((a) => a.scenario.name);
  if (names.length === 0 || plan.shard !== null) return [];
  const shown = names.length <= NAMES_SHOWN ? names : [...names.slice(0, NAMES_SHOWN), "..."];
  return [`${counted(names.length, "scenario")} did not get a turn: ${shown.join(", ")}`];
}

function warningsOf(account: Account, { discoveries }: Standing): string[] {
  const { name, expect } = account.scenario;
  const more = account.sums.otherFailures > 0 ? ", and more that are not told apart" : "";
  const beyond = discoveries.countedOnly.filter((scenario) => scenario === name).length;
  return [
    ...account.warnings.map((warning) => `${name}: ${warning}`),
    ...(beyond > 0 ? [`${name}: ${counted(beyond, "further finding")} counted but not investigated${more}`] : []),
    ...(account.lost > 0
      ? [`${name}: ${counted(account.lost, "execution")} given up with the workers that died or hung at them`]
      : []),
    ...(account.verdict === "too few to judge" && expect !== "clean"
      ? [
          `${name}: ${expect.kind} is expected, but ${counted(account.executions, "execution")} of ${grouped(FAIR_EXECUTIONS)} are too few to judge`,
        ]
      : []),
  ];
}
