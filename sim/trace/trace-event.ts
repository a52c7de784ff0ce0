/** What is kept of one performed step, in words that are the same in every interleaving. */
import { hashLines } from "./text-hash.ts";

export interface TraceEvent {
  /** Position in the execution, from 1. */
  readonly index: number;
  /** Path of the thread: `0` is the main one, `0.2` its second child. */
  readonly thread: string;
  readonly name: string;
  /** As in `ready.load(Relaxed)`. */
  readonly call: string;
  /** What it gave back, as a person would write it; "" where there is nothing to say. */
  readonly result: string;
  /** Identity of the object that it was done to; null for steps on nothing. */
  readonly object: string | null;
  /** Virtual time at which it was performed, in ns. */
  readonly timeNs: number;
  /** What the code under test told of itself up to its next step; not part of the trace hash. */
  readonly notes: readonly string[];
  /** The faults that struck since the step before, as in `loss at udp 0.1`; not part of the trace hash. */
  readonly faults: readonly string[];
  /** Where in the model, as `file:line:column`; null where nobody asked. */
  readonly place: string | null;
}

/** A thread that could not go on when the execution ended. */
export interface Waiting {
  readonly thread: string;
  readonly name: string;
  readonly call: string;
  /** As in `waits for unpark(consumer)`. */
  readonly waitsFor: string;
}

/** The step as one line: what two recordings are compared by, and what the trace hash is made of. */
export function lineOf(event: TraceEvent): string {
  const result = event.result === "" ? "" : ` = ${event.result}`;
  const time = event.timeNs === 0 ? "" : ` @${event.timeNs}`;
  return `${event.thread} ${event.object ?? "-"} ${event.call}${result}${time}`;
}

/** Equal for equal traces, on every machine and Node version; 16 hexadecimal digits. */
export function traceHash(trace: readonly TraceEvent[]): string {
  return hashLines(trace.map(lineOf));
}
