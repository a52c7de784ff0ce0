/** A table whose columns sort when their heads are pressed: once as the column wishes, again the other way. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

export interface Column<T> {
  readonly name: string;
  /** What is compared. */
  readonly key: (row: T) => number | string;
  /** What is shown; the key by default. */
  readonly cell?: (row: T) => ComponentChildren;
  /** A number: to the right, and the greatest first. */
  readonly number?: boolean;
}

export interface SortableTableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
}

interface Order {
  readonly column: number;
  readonly descending: boolean;
}

export function SortableTable<T>({ label, columns, rows, rowKey }: SortableTableProps<T>) {
  const [order, setOrder] = useState<Order | null>(null);
  const press = (column: number): void => {
    const again = order?.column === column;
    setOrder({ column, descending: again ? !order.descending : columns[column]?.number === true });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where it is too wide, so the keyboard must get there
    <section class="table-box" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, number }, at) => (
              <th key={name} scope="col" class={number === true ? "number" : ""} aria-sort={sortOf(order, at)}>
                <button type="button" onClick={() => press(at)}>
                  {name}
                  <span aria-hidden="true">{order?.column !== at ? "" : order.descending ? " \u2193" : " \u2191"}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, columns, order).map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ name, number, key, cell }) => (
                <td key={name} class={number === true ? "number" : ""}>
                  {cell === undefined ? key(row) : cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function sortOf(order: Order | null, at: number): "none" | "ascending" | "descending" {
  if (order?.column !== at) return "none";
  return order.descending ? "descending" : "ascending";
}

function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], order: Order | null): readonly T[] {
  const key = order === null ? undefined : columns[order.column]?.key;
  if (order === null || key === undefined) return rows;
  const way = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x < y ? -way : x > y ? way : 0;
  });
}
