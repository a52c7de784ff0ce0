/** What is known of one execution: counters while searching, everything once recorded. */
import type { FaultCount } from "../fault/faults.ts";
import type { Finding } from "../finding/finding.ts";
import type { Divergence } from "../strategy/divergence.ts";
import type { Tape } from "../tape/tape.ts";
import type { TraceEvent, Waiting } from "../trace/trace-event.ts";

export interface Outcome {
  readonly finding: Finding | null;
  /** Of the finding; null when there is none. */
  readonly fingerprint: string | null;
  readonly steps: number;
  readonly switches: number;
  readonly decisions: number;
  /** Accesses to a location that another thread wrote. */
  readonly conflicts: number;
  readonly scheduleHash: number;
  readonly virtualTimeNs: number;
  /** Of each planned fault: how often it could have struck, and did. Empty where none is planned. */
  readonly faults: readonly FaultCount[];
}

/** The values drawn for a program's options. */
export type DrawnOptions = Readonly<Record<string, string | number | boolean>>;

export interface Recording extends Outcome {
  /** The answers that repeat it. */
  readonly tape: Tape;
  readonly trace: readonly TraceEvent[];
  /** Sixteen hexadecimal digits over the steps as text: equal for equal traces, everywhere. */
  readonly traceHash: string;
  /** The threads that could not go on at the end. */
  readonly waiting: readonly Waiting[];
  /** Per answer of the tape: how many steps had been performed when it was given. */
  readonly stepsAtAnswer: readonly number[];
  readonly options: DrawnOptions;
  /** Where a strict replay left its tape; null for all other recordings. */
  readonly divergence: Divergence | null;
}
