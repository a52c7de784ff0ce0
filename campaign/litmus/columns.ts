/** Cells under the names of threads, one column each, as wide as they need to be. */

const GAP = "    ";

/** A cell, and the column that it is in. */
export interface Cell {
  readonly column: number;
  readonly text: string;
  /** Before the first column. */
  readonly label: string;
}

/** A line for the titles, and one for each cell. */
export function inColumns(titles: readonly string[], cells: readonly Cell[]): string[] {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...cells.filter((cell) => cell.column === column).map(({ text }) => text.length)),
  );
  const label = Math.max(0, ...cells.map((cell) => cell.label.length));
  const line = (name: string, texts: readonly string[]): string =>
    [name.padEnd(label), ...texts.map((text, column) => text.padEnd(widths[column] ?? 0))].join(GAP).trimEnd();
  return [
    line("", titles),
    ...cells.map((cell) =>
      line(
        cell.label,
        titles.map((_, column) => (column === cell.column ? cell.text : "")),
      ),
    ),
  ];
}

/** Texts side by side: `rows` of each column, however many it has. */
export function sideBySide(columns: readonly (readonly string[])[], between: string): string[] {
  const widths = columns.map((rows) => Math.max(0, ...rows.map((row) => row.length)));
  const height = Math.max(0, ...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((rows, column) => (rows[row] ?? "").padEnd(widths[column] ?? 0))
      .join(between)
      .trimEnd(),
  );
}
