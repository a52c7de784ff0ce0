/**
 * What is kept of one performed step, in words that are the same in every interleaving. Only who did
 * what to which object, with which result and when, is part of the trace hash.
 */
import type { Access } from "../engine/step-kind.ts";
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
  /** Name of the step's kind, as in `compareExchange`. */
  readonly kind: string;
  /** What the step could do to its object; two steps on one object conflict unless both only read. */
  readonly access: Access;
  /** As written, for atomics and fences; of a compare-exchange both, as in `AcqRel, Acquire`. */
  readonly ordering: string | null;
  /** Identity of the object that it was done to, among those of its sort; null for steps on nothing. */
  readonly object: string | null;
  /** What a person calls that object, as in `task.state`. */
  readonly label: string | null;
  /** The sort of that object: `atomic`, `mutex`, `cell`. */
  readonly sort: string | null;
  /** Index of the step whose write it read: under `rc11` of that very store. Null for initial values and non-reads. */
  readonly readsFrom: number | null;
  /** It read an older store than the newest. */
  readonly stale: boolean;
  /** What its location holds after it (the newest value), as text; null where that is not one word. */
  readonly value: string | null;
  /** Paths of the threads that could not go on before it and can after it: by an unpark, an unlock, the thread's end. */
  readonly lets: readonly string[];
  /** Virtual time at which it was performed, in ns. */
  readonly timeNs: number;
  /** What the code under test told of itself up to its next step. */
  readonly notes: readonly string[];
  /** The faults that struck since the step before, as in `loss at udp 0.1`. */
  readonly faults: readonly string[];
  /** Where in the model, as `file:line:column`; null where nobody asked. */
  readonly place: string | null;
}

/** A thread that could not go on when the execution ended. */
export interface Waiting {
  readonly thread: string;
  readonly name: string;
  readonly call: string;
  /** Identity and sort of the object that it waits at; null where it waits for nothing but time. */
  readonly object: string | null;
  readonly sort: string | null;
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
