/** Rows as aligned text: the first column to the left, figures to the right. */
export type Row = readonly string[];

export function table(title: string, header: Row, rows: readonly Row[]): string {
  const all = [[title, ...header], ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column + 1]?.length ?? 0)));
  const first = Math.max(...all.map((row) => row[0]?.length ?? 0), FIRST_MIN);
  return all
    .map(([name = "", ...cells]) =>
      [name.padEnd(first), ...cells.map((cell, column) => cell.padStart(widths[column] ?? 0))].join("   ").trimEnd(),
    )
    .join("\n");
}

/** Keeps the columns of several tables below one another. */
const FIRST_MIN = 54;

/** `1234567` as `1,234,567`. */
export function whole(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}

export function ratio(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} x`;
}
