/** The rows of a timeline: steps, what happened between them, and the threads that wait at the end. */
import type { RunView, StepView, WaitingView } from "../data.ts";
import { durationNs, grouped } from "./format.ts";

export type Row =
  | { readonly kind: "step"; readonly number: number; readonly thread: number; readonly step: StepView }
  | { readonly kind: "waiting"; readonly number: number; readonly thread: number; readonly waiting: WaitingView }
  | { readonly kind: "remark"; readonly tone: "fault" | "time" | "cut"; readonly text: string };

export interface Filter {
  /** Hidden threads, by number. */
  readonly hidden: ReadonlySet<number>;
  /** Only steps on this object; null for all. */
  readonly object: string | null;
}

/** Fixed heights in px, so that a row's place follows from its position and thousands need not be drawn. */
export const HEIGHT = { step: 46, waiting: 46, remark: 28 } as const;

export function rowsOf(run: RunView, { hidden, object }: Filter): Row[] {
  const rows: Row[] = [];
  let timeNs = 0;
  for (const step of run.steps) {
    if (run.leftOut !== null && step.index === run.leftOut.to + 1) rows.push(cut(run.leftOut));
    const { faults = [] } = step;
    rows.push(...faults.map((fault): Row => ({ kind: "remark", tone: "fault", text: `fault: ${fault}` })));
    if (step.timeNs !== timeNs) {
      const text = `virtual time ${durationNs(step.timeNs)} (+${durationNs(step.timeNs - timeNs)})`;
      rows.push({ kind: "remark", tone: "time", text });
      timeNs = step.timeNs;
    }
    if (hidden.has(step.thread) || (object !== null && step.object !== object)) continue;
    rows.push({ kind: "step", number: step.index, thread: step.thread, step });
  }
  run.waiting.forEach((waiting, at) => {
    if (hidden.has(waiting.thread)) return;
    rows.push({ kind: "waiting", number: run.stepCount + 1 + at, thread: waiting.thread, waiting });
  });
  return rows;
}

function cut({ from, to }: { readonly from: number; readonly to: number }): Row {
  const text = `steps ${grouped(from)} to ${grouped(to)} are left out of this file`;
  return { kind: "remark", tone: "cut", text };
}

/** The upper edge of each row, and below them all. */
export function topsOf(rows: readonly Row[]): number[] {
  const tops = [0];
  for (const { kind } of rows) tops.push((tops.at(-1) ?? 0) + HEIGHT[kind]);
  return tops;
}

/** The rows that touch the span `from` to `to`, as positions: `first` up to `last`, without `last`. */
export function visible(tops: readonly number[], from: number, to: number): { first: number; last: number } {
  const first = Math.max(0, firstAbove(tops, from) - 1);
  return { first, last: Math.min(tops.length - 1, firstAbove(tops, to)) };
}

/** The first position whose edge is below `y`. */
function firstAbove(tops: readonly number[], y: number): number {
  let [low, high] = [0, tops.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle] ?? 0) > y) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** `state.compareExchange`, and what stands in its brackets without the orderings that are shown apart. */
export function argumentsOf({ call, kind, label, ordering }: StepView): string {
  const beginning = label === undefined ? `${kind}(` : `${label}.${kind}(`;
  if (!call.startsWith(beginning) || !call.endsWith(")")) return "";
  const inside = call.slice(beginning.length, -1);
  if (ordering === undefined || !inside.endsWith(ordering)) return inside;
  return inside.slice(0, -ordering.length).replace(/, $/, "");
}

/** Results that say how it went rather than what was read. */
const HOW_IT_WENT = /^(ok|failed|timed out|spuriously|poisoned|would block|nobody waits)\b/;

export function resultText(result: string): string {
  return HOW_IT_WENT.test(result) ? result : `= ${result}`;
}
