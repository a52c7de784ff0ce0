/**
 * A trace as columns, one per thread, or, where those would not fit, as one column of calls with the
 * thread's name before each.
 */
import type { Row } from "./rows.ts";
import { indent, wrap, wrapHard } from "./wrap.ts";

/** Lines are at most this wide where that is possible. */
export const WIDTH = 120;
const STEP = 7;
const GAP = 2;
/** A column narrower than this cannot be read. */
const NARROW = 26;
/** Results are put under each other as far right as this. */
const ALIGN_MAX = 44;

interface Column {
  readonly thread: string;
  readonly name: string;
  /** Where results begin. */
  readonly align: number;
  readonly width: number;
}

export function renderRows(rows: readonly Row[]): string[] {
  const columns = columnsOf(rows);
  const widths = fitWidths(columns.map(({ width }) => width));
  return widths === null ? asList(rows) : asColumns(rows, columns, widths);
}

function columnsOf(rows: readonly Row[]): Column[] {
  const threads = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.step !== null) threads.set(row.thread, [...(threads.get(row.thread) ?? []), row]);
  }
  return [...threads].map(([thread, own]) => {
    const answered = own.filter(({ result }) => result !== "");
    const align = Math.min(ALIGN_MAX, Math.max(0, ...answered.map(({ call }) => call.length)));
    const name = own[0]?.name ?? "";
    return { thread, name, align, width: Math.max(name.length, ...own.map((row) => cellOf(row, align).length)) };
  });
}

function cellOf({ call, result }: Row, align: number): string {
  return result === "" ? call : `${call.padEnd(align)} ${result}`;
}

/** The widths as they are, or cut so that all fit; null where a column would be too narrow to read. */
function fitWidths(widths: readonly number[]): number[] | null {
  const room = WIDTH - STEP - GAP * widths.length;
  const cut = [...widths];
  for (;;) {
    const excess = cut.reduce((sum, width) => sum + width, 0) - room;
    if (excess <= 0) return cut;
    const widest = Math.max(...cut);
    if (widest <= NARROW) return null;
    const at = cut.indexOf(widest);
    const second = Math.max(NARROW, ...cut.filter((_, i) => i !== at && cut[i] !== widest));
    cut[at] = Math.max(widest - excess, Math.min(second, widest - 1), NARROW);
  }
}

function asColumns(rows: readonly Row[], columns: readonly Column[], widths: readonly number[]): string[] {
  const lines = [
    line(
      "step",
      columns.map(({ name }) => name),
      widths,
    ),
  ];
  for (const row of rows) {
    if (row.step === null) {
      lines.push(line("", [row.call], widths));
      continue;
    }
    const at = columns.findIndex(({ thread }) => thread === row.thread);
    const width = widths[at] ?? 0;
    const cell = cellOf(row, columns[at]?.align ?? 0);
    const parts = cell.length <= width ? [cell] : wrapHard(cellOf(row, 0), width);
    parts.forEach((part, i) => {
      lines.push(
        line(
          i === 0 ? String(row.step) : "",
          columns.map((_, k) => (k === at ? part : "")),
          widths,
        ),
      );
    });
  }
  return lines;
}

function line(step: string, cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, i) => cell.padEnd(widths[i] ?? 0));
  return [step.padStart(STEP), ...padded].join(" ".repeat(GAP)).trimEnd();
}

function asList(rows: readonly Row[]): string[] {
  const name = Math.max(6, ...rows.map((row) => row.name.length));
  const begin = STEP + GAP + name + GAP;
  const lines = [line("step", ["thread"], [name])];
  for (const row of rows) {
    const [first = "", ...rest] = wrap(row.result === "" ? row.call : `${row.call} ${row.result}`, WIDTH - begin);
    lines.push(line(row.step === null ? "" : String(row.step), [row.name, first], [name, 0]));
    lines.push(...indent(rest, " ".repeat(begin)));
  }
  return lines;
}
