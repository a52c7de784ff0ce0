/**
 * A trace as columns, one per thread, or, where those would not fit, as one column of calls with the
 * thread's name before each. A thread that only starts others and waits for them has no column: that
 * room is for those that race.
 */
import type { Row } from "./rows.ts";
import { indent, wrap, wrapCell } from "./wrap.ts";

/** Lines are at most this wide where that is possible. */
export const WIDTH = 120;
const STEP = 7;
const GAP = 2;
/** A column narrower than this cannot be read. */
const NARROW = 26;
/** What a thread does that leaves the work to others. */
const HOUSEKEEPING = /^spawn\(|\.join\(\)$/;
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
  const inOrder = [...threads].sort(([left], [right]) => compareThreads(left, right));
  const working = inOrder.filter(([, own]) => !own.every(({ call }) => HOUSEKEEPING.test(call)));
  return (working.length < 2 ? inOrder : working).map(([thread, own]) => {
    const answered = own.filter(({ result }) => result !== "");
    const align = Math.min(ALIGN_MAX, Math.max(0, ...answered.map(({ call }) => call.length)));
    const name = own[0]?.name ?? "";
    return { thread, name, align, width: Math.max(name.length, ...own.map((row) => cellOf(row, align).length)) };
  });
}

/** Parents before children, and those in order of spawning: `0`, `0.2`, `0.10`. */
function compareThreads(left: string, right: string): number {
  const [a, b] = [left.split(".").map(Number), right.split(".").map(Number)];
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

function cellOf({ call, result }: Row, align: number): string {
  return result === "" ? call : `${call.padEnd(align)} ${result}`;
}

/** The widths as they are, or the widest of them cut to one width; null where that is too narrow to read. */
function fitWidths(widths: readonly number[]): number[] | null {
  const room = WIDTH - STEP - GAP * widths.length;
  for (let most = Math.max(NARROW, ...widths); most >= NARROW; most--) {
    const cut = widths.map((width) => Math.min(width, most));
    if (cut.reduce((sum, width) => sum + width, 0) <= room) return cut;
  }
  return null;
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
    const at = columns.findIndex(({ thread }) => thread === row.thread);
    if (at < 0) {
      lines.push(across(row));
      continue;
    }
    const width = widths[at] ?? 0;
    const cell = cellOf(row, columns[at]?.align ?? 0);
    const parts = cell.length <= width ? [cell] : wrapCell(cellOf(row, 0), width);
    parts.forEach((part, i) => {
      lines.push(
        line(
          i === 0 ? stepOf(row) : "",
          columns.map((_, k) => (k === at ? part : "")),
          widths,
        ),
      );
    });
  }
  return lines;
}

/** A row that belongs to no column. */
function across(row: Row): string {
  const who = row.step === null ? "" : `${row.name}: `;
  return line(stepOf(row), [who + cellOf(row, 0)], []);
}

function stepOf({ step }: Row): string {
  return step === null ? "" : String(step);
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
    lines.push(line(stepOf(row), [row.name, first], [name, 0]));
    lines.push(...indent(rest, " ".repeat(begin)));
  }
  return lines;
}
