/** What raced with what: the accesses to one object whose order a switch turned round. */
import type { TraceEvent } from "../../sim/index.ts";
import { conflict } from "./phrases.ts";

export interface Pair {
  readonly first: TraceEvent;
  readonly second: TraceEvent;
}

export interface Raced {
  /** The threads are switched after this step. */
  readonly afterStep: number;
  /** What was done before the switch, and was no longer true after it. */
  readonly before: Pair | null;
  /** What was done after the switch, before the other thread came to do what it was about to. */
  readonly after: Pair | null;
}

/** Around the switch after `decisive`, or else around the last switch that has such accesses; null where none has. */
export function racedAround(trace: readonly TraceEvent[], decisive: number | null): Raced | null {
  const switches = decisive === null ? switchesOf(trace).reverse() : [decisive, ...switchesOf(trace).reverse()];
  for (const afterStep of switches) {
    const raced = { afterStep, before: pairBefore(trace, afterStep), after: pairAfter(trace, afterStep) };
    if (raced.before !== null || raced.after !== null) return raced;
  }
  return null;
}

/** The steps after which another thread goes on. */
export function switchesOf(trace: readonly TraceEvent[]): number[] {
  return trace.filter(({ thread, index }) => (trace[index]?.thread ?? thread) !== thread).map(({ index }) => index);
}

/** The thread that went on after the switch, up to where another one did. */
function turnAfter(trace: readonly TraceEvent[], afterStep: number): TraceEvent[] {
  const rest = trace.slice(afterStep);
  const end = rest.findIndex(({ thread }) => thread !== rest[0]?.thread);
  return end < 0 ? rest : rest.slice(0, end);
}

/** Of the accesses before the switch, the last that conflicts with one of the turn after it. */
function pairBefore(trace: readonly TraceEvent[], afterStep: number): Pair | null {
  const turn = turnAfter(trace, afterStep);
  for (let i = afterStep; i > 0; i--) {
    const first = trace[i - 1] as TraceEvent; // afterStep is a step of the trace
    const second = turn.find((event) => conflict(first, event));
    if (second !== undefined) return { first, second };
  }
  return null;
}

/** Of the accesses after that turn, the first that conflicts with one of it, by whoever had begun before it. */
function pairAfter(trace: readonly TraceEvent[], afterStep: number): Pair | null {
  const turn = turnAfter(trace, afterStep);
  for (const second of trace.slice(afterStep + turn.length)) {
    const first = turn.findLast((event) => conflict(event, second));
    if (first !== undefined) return { first, second };
  }
  return null;
}
