/**
 * What the scenarios of a campaign reached, added up over all of them; and the gaps: what can happen
 * and never did, or did although it is listed as unreachable.
 */
import type { CoverageRow } from "../../sim/index.ts";
import { grouped } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import type { Hunt } from "./hunt.ts";

/** One coverage, summed over the scenarios that have it. */
export interface Covered {
  readonly name: string;
  readonly rows: readonly CoverageRow[];
}

/** In the order in which the scenarios name them. Empty where nobody asked, or no scenario counts anything. */
export function coverageOf(hunts: readonly Pick<Hunt, "coverage">[]): readonly Covered[] {
  const byName = new Map<string, Map<string, CoverageRow>>();
  for (const coverage of hunts.flatMap((hunt) => hunt.coverage)) {
    const sums = byName.get(coverage.name) ?? new Map<string, CoverageRow>();
    byName.set(coverage.name, sums);
    for (const row of coverage.rows()) {
      const key = `${row.subject}\n${row.outcome}`;
      sums.set(key, { ...row, count: row.count + (sums.get(key)?.count ?? 0) });
    }
  }
  return [...byName].map(([name, sums]) => ({ name, rows: [...sums.values()] }));
}

/** A coverage of which nothing happened at all is of what these scenarios do not use: it has no gaps. */
function isUsed({ rows }: Covered): boolean {
  return rows.some((row) => row.count > 0);
}

/** A line for each gap. */
export function coverageGaps(coverage: readonly Covered[]): readonly string[] {
  return coverage.filter(isUsed).flatMap(({ name, rows }) =>
    rows.flatMap(({ subject, outcome, count, unreachable }) => {
      const what = `coverage: ${name}.${subject} -> ${outcome}`;
      if (unreachable === null) return count === 0 ? [`${what} never happened`] : [];
      return count === 0
        ? []
        : [`${what} happened ${grouped(count)} times but is listed as unreachable: ${unreachable}`];
    }),
  );
}

/** For people. */
export function coverageText(coverage: readonly Covered[]): string {
  if (coverage.length === 0) return "coverage: these scenarios count nothing";
  const rows = coverage
    .filter(isUsed)
    .flatMap(({ name, rows }) =>
      rows.map((row, at) => [
        row.subject === rows[at - 1]?.subject ? "" : `${name}.${row.subject}`,
        row.outcome,
        grouped(row.count),
        remark(row),
      ]),
    );
  const unused = coverage.filter((covered) => !isUsed(covered)).map(({ name }) => `coverage: ${name} is not used here`);
  return [...(rows.length === 0 ? [] : [table([["coverage", "outcome", "count"], ...rows], [2])]), ...unused].join(
    "\n",
  );
}

/** For programs: one object a row. */
export function coverageJson(coverage: readonly Covered[]): readonly object[] {
  return coverage.flatMap(({ name, rows }) => rows.map((row) => ({ coverage: name, ...row })));
}

function remark({ count, unreachable }: CoverageRow): string {
  if (unreachable !== null) return `unreachable: ${unreachable}`;
  return count === 0 ? "never happened" : "";
}
