/** How a campaign ends: what each scenario came to, the findings with their counts, the warnings. */
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findingPath } from "../finding/finding-file.ts";
import { counted, duration, grouped } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import type { Campaign } from "./campaign.ts";
import { coverageGaps, coverageOf } from "./coverage.ts";
import { type FaultRow, faultsOf, faultsText, unsuited } from "./fault-counts.ts";
import { FAIR_EXECUTIONS, type Hunt } from "./hunt.ts";

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

export function summaryOf(campaign: Campaign): Summary {
  const faults = faultsOf(campaign.hunts);
  const missing = campaign.hunts.filter((hunt) => hunt.verdict === "missing").length;
  return {
    executions: campaign.executions,
    steps: campaign.steps,
    seconds: Math.round(campaign.seconds * 1000) / 1000,
    findings: campaign.discoveries.size + campaign.beyond.size + missing,
    scenarios: campaign.hunts.length,
    warnings: [
      ...campaign.hunts.flatMap((hunt) => warningsOf(hunt, campaign)),
      ...unsuited(campaign.hunts),
      ...coverageGaps(coverageOf(campaign.hunts)),
    ],
    ...(faults.length === 0 ? {} : { faults }),
  };
}

export function exitCodeOf(campaign: Campaign): ExitCode {
  const kinds = [...campaign.discoveries.values()].map(({ report }) => report.finding.kind);
  if (kinds.includes("nondeterminism")) return EXIT.diverged;
  if (summaryOf(campaign).findings > 0) return EXIT.findings;
  // Asked what is reached, and the budget ended before all of it was.
  return coverageGaps(coverageOf(campaign.hunts)).length > 0 ? EXIT.limit : EXIT.nothingFound;
}

/** For people; `folder` is where the findings were written. */
export function summaryText(campaign: Campaign, folder: string): string {
  const { executions, steps, seconds, findings, scenarios, warnings, faults = [] } = summaryOf(campaign);
  const speed = grouped(executions / Math.max(seconds, 0.001));
  const rows = campaign.hunts.map((hunt) => [hunt.scenario.name, grouped(hunt.executions), verdictText(hunt)]);
  return [
    table([["scenario", "executions", ""], ...rows], [1]),
    "",
    ...(faults.length === 0 ? [] : [faultsText(faults), ""]),
    `${counted(scenarios, "scenario")}, ${counted(executions, "execution")} (${speed}/s), ${counted(steps, "step")}, ${duration(seconds)}`,
    ...warnings.map((warning) => `warning: ${warning}`),
    findings === 0 ? "nothing found" : counted(findings, "finding"),
    ...findingLines(campaign, folder),
  ].join("\n");
}

/** The line of a scenario whose finding did not come; null for all others. */
export function missingText(hunt: Hunt): string | null {
  const { expect, name } = hunt.scenario;
  if (expect === "clean" || hunt.verdict !== "missing") return null;
  return `expected ${expect.kind} was not found in ${counted(hunt.executions, "execution")} of ${name}`;
}

function verdictText({ expected, failures, scenario, verdict }: Hunt): string {
  const { expect } = scenario;
  if (verdict === "findings") return counted(failures, "failed execution");
  if (verdict === "missing" && expect !== "clean") return `missing: ${expect.kind}`;
  if (expected === null) return verdict;
  return `${verdict}: ${expected.outcome.finding?.kind} in execution ${grouped(expected.index + 1)} (seed ${expected.seed})`;
}

function findingLines(campaign: Campaign, folder: string): string[] {
  const rows = [...campaign.discoveries.values()].map(({ report, count, name }) => [
    `  ${grouped(count)} x`,
    report.finding.kind,
    report.scenario,
    findingPath(folder, name),
  ]);
  const missing = campaign.hunts.map(missingText).filter((line) => line !== null);
  return [...(rows.length === 0 ? [] : [table(rows, [0])]), ...missing.map((line) => `  ${line}`)];
}

function warningsOf(hunt: Hunt, campaign: Campaign): string[] {
  const { name, expect } = hunt.scenario;
  const beyond = [...campaign.beyond.values()].filter((other) => other === hunt).length;
  return [
    ...hunt.warnings.map((warning) => `${name}: ${warning}`),
    ...(beyond > 0 ? [`${name}: ${counted(beyond, "further finding")} counted but not investigated`] : []),
    ...(hunt.verdict === "too few to judge" && expect !== "clean"
      ? [
          `${name}: ${expect.kind} is expected, but ${counted(hunt.executions, "execution")} of ${grouped(FAIR_EXECUTIONS)} are too few to judge`,
        ]
      : []),
  ];
}
