/** How many schedules each strategy played, and how many of them failed; bars to compare at a glance. */
import type { StrategyRow } from "../../data.ts";
import { grouped, percent } from "../../model/format.ts";

export function Strategies({ rows }: { readonly rows: readonly StrategyRow[] }) {
  const most = Math.max(1, ...rows.map(({ executions }) => executions));
  return (
    <table class="strategies">
      <thead>
        <tr>
          <th scope="col">strategy</th>
          <th scope="col" class="number">
            executions
          </th>
          <th scope="col" class="number">
            failures
          </th>
          <th scope="col" class="number">
            of them
          </th>
          <td class="bar-cell" />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, executions, failures }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="number">{grouped(executions)}</td>
            <td class="number">{grouped(failures)}</td>
            <td class="number">{percent(failures / Math.max(1, executions))}</td>
            <td class="bar-cell" aria-hidden="true">
              <div class="bar" style={{ width: `${(100 * executions) / most}%` }}>
                <div class="failed" style={{ width: `${(100 * failures) / Math.max(1, executions)}%` }} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
