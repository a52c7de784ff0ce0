/**
 * The rows of a trace: one a step, and one for each thread that waits at the end. Loops are told
 * once, and the middle of what is still too long is left out.
 */
import type { TraceEvent, Waiting } from "../trace/trace-event.ts";

export interface Row {
  /** Number of the step; null for a remark across all columns. */
  readonly step: number | null;
  readonly thread: string;
  readonly name: string;
  readonly call: string;
  /** As in `= 0`, `ok`, `waits for unpark(consumer)`; "" for nothing. */
  readonly result: string;
}

/** Rows shown at most before the middle is left out, and how many of them from the beginning. */
const ROWS_MAX = 120;
const HEAD = 40;
/** Longer loops are not looked for. */
const PERIOD_MAX = 120;
const ROUNDS_MIN = 3;

export function rowsOf(trace: readonly TraceEvent[], waiting: readonly Waiting[]): Row[] {
  const loop = findLoop(trace);
  const rows = leaveOut(trace.slice(0, loop?.start).flatMap(rowsOfStep));
  if (loop !== null) {
    rows.push(...trace.slice(loop.start, loop.start + loop.period).flatMap(rowsOfStep));
    const [first, last] = [loop.start + 1, loop.start + loop.period];
    rows.push(remark(`steps ${first}..${last} again and again, ${loop.rounds} times`));
  }
  const ends = waiting.map(({ thread, name, call, waitsFor }, i) => ({
    step: trace.length + 1 + i,
    thread,
    name,
    call,
    result: waitsFor,
  }));
  return [...rows, ...ends];
}

/** A fault stands before the step that shows it first. */
function rowsOfStep({ index, thread, name, call, result, faults }: TraceEvent): Row[] {
  const struck = faults.map((fault) => remark(`fault: ${fault}`));
  return [...struck, { step: index, thread, name, call, result: resultText(result) }];
}

/** Results that say how it went rather than what was read. */
const HOW_IT_WENT = /^(ok|failed|timed out|spuriously|poisoned|would block|nobody waits)\b/;

/** A value is `= value`; what already reads as an answer stays as it is. */
function resultText(result: string): string {
  return result === "" || HOW_IT_WENT.test(result) ? result : `= ${result}`;
}

function remark(text: string): Row {
  return { step: null, thread: "", name: "", call: `... ${text} ...`, result: "" };
}

/** At most `ROWS_MAX` of them: the middle is left out. */
function leaveOut(rows: readonly Row[]): Row[] {
  const from = rows.length - (ROWS_MAX - HEAD);
  if (rows.length <= ROWS_MAX) return [...rows];
  const steps = rows.slice(HEAD, from).filter(({ step }) => step !== null).length;
  return [...rows.slice(0, HEAD), remark(`${steps} steps left out`), ...rows.slice(from)];
}

interface Loop {
  /** Index of the first step of the first round. */
  readonly start: number;
  readonly period: number;
  readonly rounds: number;
}

/** What the trace does for ever at its end, if it is long enough to matter; null otherwise. */
function findLoop(trace: readonly TraceEvent[]): Loop | null {
  if (trace.length <= ROWS_MAX) return null;
  const keys = trace.map(({ thread, call, result }) => `${thread} ${call} ${result}`);
  for (let period = 1; period <= PERIOD_MAX; period++) {
    let same = 0;
    while (same < keys.length - period && keys.at(-1 - same) === keys.at(-1 - same - period)) same++;
    const rounds = Math.floor(same / period) + 1;
    if (rounds >= ROUNDS_MIN) return { start: keys.length - same - period, period, rounds };
  }
  return null;
}
