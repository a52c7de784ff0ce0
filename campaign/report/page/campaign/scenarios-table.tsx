/** Every scenario with what it came to. */
import type { ScenarioRow } from "../../data.ts";
import { grouped } from "../../model/format.ts";
import { type Column, SortableTable } from "../sortable-table.tsx";
import { ScenarioName } from "./scenario-name.tsx";

const TONES: Readonly<Record<ScenarioRow["verdict"], string>> = {
  findings: "bad",
  missing: "bad",
  "as expected": "good",
  clean: "good",
  "too few to judge": "warn",
  "not run": "warn",
};

const COLUMNS: readonly Column<ScenarioRow>[] = [
  {
    name: "scenario",
    key: ({ name }) => name,
    cell: ({ name }) => (
      <span class="mono">
        <ScenarioName name={name} />
      </span>
    ),
  },
  {
    name: "verdict",
    key: ({ verdict }) => verdict,
    cell: ({ verdict }) => <span class={`badge ${TONES[verdict]}`}>{verdict}</span>,
  },
  {
    name: "executions",
    number: true,
    key: ({ executions }) => executions,
    cell: ({ executions }) => grouped(executions),
  },
  { name: "steps", number: true, key: ({ steps }) => steps, cell: ({ steps }) => grouped(steps) },
  { name: "failures", number: true, key: ({ failures }) => failures, cell: ({ failures }) => grouped(failures) },
];

export function ScenariosTable({ rows }: { readonly rows: readonly ScenarioRow[] }) {
  return <SortableTable label="Scenarios" columns={COLUMNS} rows={rows} rowKey={({ name }) => name} />;
}
