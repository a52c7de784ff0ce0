/** The findings, each with the way to its own page. */
import type { FindingRow } from "../../data.ts";
import { duration, grouped } from "../../model/format.ts";
import { findingHash } from "../finding-hash.ts";
import { type Column, SortableTable } from "../sortable-table.tsx";
import { ScenarioName } from "./scenario-name.tsx";

const COLUMNS: readonly Column<FindingRow>[] = [
  {
    name: "finding",
    key: ({ view }) => view.kind,
    cell: ({ view }) => (
      <>
        <span class="badge bad">{view.kind}</span>{" "}
        {view.invariant !== null && <span class="badge">{view.invariant}</span>}
        <a class="message" href={findingHash(view)}>
          {view.message}
        </a>
      </>
    ),
  },
  { name: "scenario", key: ({ view }) => view.scenario, cell: ({ view }) => <ScenarioName name={view.scenario} /> },
  { name: "failures", number: true, key: ({ count }) => count, cell: ({ count }) => grouped(count) },
  { name: "steps", number: true, key: ({ view }) => view.shrunk?.size.steps ?? 0 },
  { name: "strategy", key: ({ strategy }) => strategy },
  {
    name: "after",
    number: true,
    key: ({ at }) => at ?? 0,
    cell: ({ at }) => (at === null ? "" : duration(at)),
  },
];

export function FindingsTable({ findings }: { readonly findings: readonly FindingRow[] }) {
  return <SortableTable label="Findings" columns={COLUMNS} rows={findings} rowKey={({ view }) => view.file} />;
}
