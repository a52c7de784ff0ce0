/** A campaign as the page shows it: the sums of its journal, and the findings that it left. */
import path from "node:path";
import { faultText, type Scenario } from "../../sim/index.ts";
import { findingPath } from "../finding/finding-file.ts";
import { Account } from "../fuzz/account.ts";
import { addFailures } from "../fuzz/add.ts";
import type { Header, Journal, Line } from "../fuzz/journal.ts";
import { NOTHING, type Sums } from "../fuzz/span.ts";
import { missingText } from "../fuzz/summary.ts";
import { counted, duration } from "../output/numbers.ts";
import type { CampaignView, FindingRow, FindingView, ScenarioRow, StrategyRow } from "./data.ts";

/** Of all lines those that have the field `key`. */
function linesWith<K extends string>({ lines }: Journal, key: K): Extract<Line, Record<K, unknown>>[] {
  return lines.filter((line): line is Extract<Line, Record<K, unknown>> => key in line);
}

/** `scenarios`: those of the journal that are still there; `views`: of the findings in the folder. */
export function campaignView(
  folder: string,
  journal: Journal,
  scenarios: ReadonlyMap<string, Scenario>,
  views: readonly FindingView[],
): CampaignView {
  const { header, lines } = journal;
  const spans = linesWith(journal, "span");
  const accounts = accountsOf(journal, scenarios);
  const perScenario = grouped(spans, ({ span: [scenario] }) => scenario);
  const failures = failuresOf(spans);
  const total = (key: "executions" | "steps"): number => spans.reduce((sum, { sums }) => sum + sums[key], 0);
  return {
    folder: path.basename(path.resolve(folder)),
    facts: factsOf(header),
    over: linesWith(journal, "over").at(-1)?.over ?? null,
    executions: total("executions"),
    steps: total("steps"),
    seconds: lines.at(-1)?.at ?? 0,
    scenarios: header.scenarios.map((name, at) => scenarioRow(name, perScenario.get(at) ?? [], accounts.get(name))),
    strategies: strategyRows(spans.map(({ sums }) => sums)),
    findings: findingRows(views, journal, failures),
    coverage: linesWith(journal, "coverage").map(({ at, executions, coverage, chanceOfNew }) => ({
      at,
      executions,
      seen: coverage,
      chanceOfNew,
    })),
    lost: linesWith(journal, "lost").map(({ lost: [scenario, from, to], why, givenUp, at }) => ({
      scenario: header.scenarios[scenario] ?? `scenario ${scenario}`,
      from,
      to,
      why,
      givenUp,
      at,
    })),
    warnings: warningsOf(folder, journal, accounts, views, failures),
  };
}

function accountsOf({ header, lines }: Journal, scenarios: ReadonlyMap<string, Scenario>): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const [name, scenario] of scenarios) accounts.set(name, new Account(scenario, header.faults));
  for (const line of lines) {
    if (!("span" in line)) continue;
    // Features are told by the lines of the coverage; summing them up here would take long and serve nothing.
    accounts.get(header.scenarios[line.span[0]] ?? "")?.add({ ...line, sums: { ...line.sums, features: [] } });
  }
  return accounts;
}

function factsOf(header: Header): [string, string][] {
  const { seed, strategy, memory, faults, budget, shard, patterns, version, startedAt } = header;
  return [
    ["seed", seed],
    ["strategy", strategy],
    ["memory", memory],
    ["faults", faultText(faults)],
    ["budget", "seconds" in budget ? duration(budget.seconds) : counted(budget.iterations, "execution")],
    ...(shard === null ? [] : [["shard", `${shard.part} of ${shard.of}`] satisfies [string, string]]),
    ...(patterns.length === 0 ? [] : [["patterns", patterns.join(" ")] satisfies [string, string]]),
    ["started", startedAt.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC")],
    ["reveille", version],
  ];
}

type Span = Extract<Line, { span: unknown }>;

/** In the order in which they were found. The journal counts by the fingerprint that the search saw; the file has that of the shrunk run. */
function findingRows(views: readonly FindingView[], journal: Journal, failures: Sums["failures"]): FindingRow[] {
  const lines = grouped(linesWith(journal, "finding"), ({ finding }) => fileOf(finding));
  const rows = views.map((view): FindingRow => {
    const own = lines.get(view.file) ?? [];
    const seen = own[0]?.fingerprint ?? view.fingerprint;
    return {
      view,
      count: failures.find(({ fingerprint }) => fingerprint === seen)?.count ?? 0,
      // A smaller run may have taken the place of the first.
      strategy: own.at(-1)?.instance.strategy ?? view.strategy,
      at: own[0]?.at ?? null,
    };
  });
  return rows.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

function fileOf(finding: string): string {
  return path.basename(findingPath("", finding));
}

function failuresOf(spans: readonly Span[]): Sums["failures"] {
  return spans.reduce((all, { sums }) => addFailures(all, sums.failures), NOTHING.failures);
}

function scenarioRow(name: string, spans: readonly Span[], account: Account | undefined): ScenarioRow {
  const executions = spans.reduce((sum, { sums }) => sum + sums.executions, 0);
  const failures = failuresOf(spans);
  return {
    name,
    executions,
    steps: spans.reduce((sum, { sums }) => sum + sums.steps, 0),
    failures: failures.reduce((sum, { count }) => sum + count, 0),
    verdict: executions === 0 ? "not run" : (account?.verdict ?? verdictWithout(failures)),
  };
}

/** Of a scenario that is not here any more, so that nobody knows what was to come. */
function verdictWithout(failures: Sums["failures"]): ScenarioRow["verdict"] {
  if (failures.length === 0) return "clean";
  return failures.every(({ expected }) => expected) ? "as expected" : "findings";
}

function strategyRows(all: readonly Sums[]): StrategyRow[] {
  const rows = new Map<string, { name: string; executions: number; failures: number }>();
  for (const [name, { executions, failures }] of all.flatMap(({ strategies }) => Object.entries(strategies))) {
    const row = rows.get(name) ?? { name, executions: 0, failures: 0 };
    row.executions += executions;
    row.failures += failures;
    rows.set(name, row);
  }
  return [...rows.values()].sort((a, b) => b.executions - a.executions || (a.name < b.name ? -1 : 1));
}

function warningsOf(
  folder: string,
  journal: Journal,
  accounts: ReadonlyMap<string, Account>,
  views: readonly FindingView[],
  failures: Sums["failures"],
): string[] {
  const { header } = journal;
  const investigated = new Set(linesWith(journal, "finding").map(({ fingerprint }) => fingerprint));
  const beyond = failures.filter(({ expected, fingerprint }) => !expected && !investigated.has(fingerprint)).length;
  const gone = header.scenarios.filter((name) => !accounts.has(name));
  const missing = linesWith(journal, "finding").filter(
    ({ finding }) => !views.some(({ file }) => file === fileOf(finding)),
  );
  const over = linesWith(journal, "over").at(-1);
  return [
    ...(over === undefined
      ? [`the campaign still runs, or was killed: \`reveille fuzz --resume ${folder}\` goes on`]
      : []),
    ...(over?.over === "interrupted" ? [`interrupted: \`reveille fuzz --resume ${folder}\` goes on`] : []),
    ...new Set(
      missing.map(({ finding }) => `the journal names the finding ${finding}, but ${fileOf(finding)} is not there`),
    ),
    ...(beyond === 0 ? [] : [`${counted(beyond, "further finding")} counted but not investigated`]),
    ...[...accounts.values()].map(missingText).filter((line) => line !== null),
    ...(gone.length === 0 ? [] : [`not among the scenarios any more: ${gone.join(", ")}`]),
    ...[...accounts].flatMap(([name, account]) =>
      account.executions === 0 ? [] : account.warnings.map((warning) => `${name}: ${warning}`),
    ),
  ];
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
