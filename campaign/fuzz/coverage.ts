/**
 * What the scenarios of a campaign reached, added up over all of them; and the gaps: what can happen
 * and never did, or did although it is listed as unreachable.
 */
import type { CoverageRow } from "../../sim/index.ts";
import { grouped } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import type { Account } from "./account.ts";

/** One coverage, summed over the scenarios that have it. */
export interface Covered {
  readonly name: string;
  /** A scenario of its area took part: it is to be complete. */
  readonly judged: boolean;
  readonly rows: readonly CoverageRow[];
}

/** What is looked at of an account. */
type Counted = Pick<Account, "coverage"> & { readonly scenario: { readonly name: string } };

/** In the order in which the scenarios name them. Empty where nobody asked, or no scenario counts anything. */
export function coverageOf(accounts: readonly Counted[]): readonly Covered[] {
  const areas = new Set(accounts.map(({ scenario }) => scenario.name.split("/")[0]));
  const byName = new Map<string, { readonly judged: boolean; readonly sums: Map<string, CoverageRow> }>();
  for (const coverage of accounts.flatMap((account) => account.coverage)) {
    const { name, area } = coverage;
    const covered = byName.get(name) ?? { judged: areas.has(area), sums: new Map<string, CoverageRow>() };
    byName.set(name, covered);
    for (const row of coverage.rows()) {
      const key = `${row.subject}\n${row.outcome}`;
      covered.sums.set(key, { ...row, count: row.count + (covered.sums.get(key)?.count ?? 0) });
    }
  }
  return [...byName].map(([name, { judged, sums }]) => ({ name, judged, rows: [...sums.values()] }));
}

/** A line for each gap. */
export function coverageGaps(coverage: readonly Covered[]): readonly string[] {
  return coverage.flatMap(({ name, judged, rows }) =>
    rows.flatMap(({ subject, outcome, count, unreachable }) => {
      const what = `coverage: ${name}.${subject} -> ${outcome}`;
      if (unreachable === null) return count === 0 && judged ? [`${what} never happened`] : [];
      return count === 0
        ? []
        : [`${what} happened ${grouped(count)} times but is listed as unreachable: ${unreachable}`];
    }),
  );
}

/** For people. */
export function coverageText(coverage: readonly Covered[]): string {
  if (coverage.length === 0) return "coverage: these scenarios count nothing";
  const shown = coverage.filter(({ judged, rows }) => judged || rows.some((row) => row.count > 0));
  const lines = shown.flatMap(({ name, judged, rows }) =>
    rows.map((row, at) => [
      row.subject === rows[at - 1]?.subject ? "" : `${name}.${row.subject}`,
      row.outcome,
      grouped(row.count),
      remark(row, judged),
    ]),
  );
  const unused = coverage.filter((covered) => !shown.includes(covered));
  return [
    ...(lines.length === 0 ? [] : [table([["coverage", "outcome", "count"], ...lines], [2])]),
    ...unused.map(({ name }) => `coverage: ${name} is not used here`),
  ].join("\n");
}

/** For programs: one object a row. */
export function coverageJson(coverage: readonly Covered[]): readonly object[] {
  return coverage.flatMap(({ name, rows }) => rows.map((row) => ({ coverage: name, ...row })));
}

function remark({ count, unreachable }: CoverageRow, judged: boolean): string {
  if (unreachable !== null) return `unreachable: ${unreachable}`;
  return count === 0 && judged ? "never happened" : "";
}
