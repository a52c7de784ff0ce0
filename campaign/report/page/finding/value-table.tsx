/** What every location holds after the chosen step. */
import { type Held, valueAt } from "../../model/values.ts";

export interface ValueTableProps {
  readonly held: ReadonlyMap<string, Held>;
  readonly at: number;
  /** The object of the chosen step. */
  readonly own: string | null;
  readonly onObject: (object: string) => void;
}

export function ValueTable({ held, at, own, onObject }: ValueTableProps) {
  const rows = [...held.values()].flatMap((one) => {
    const now = valueAt(one, at);
    return now === null ? [] : [{ one, value: now.value }];
  });
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>All values now</h3>
      <table class="values">
        <thead class="hidden-text">
          <tr>
            <th scope="col">object</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ one, value }) => (
            <tr key={one.object} class={one.object === own ? "own" : ""}>
              <th scope="row">
                <button type="button" class="link" title="show only its steps" onClick={() => onObject(one.object)}>
                  {one.label}
                </button>
              </th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
