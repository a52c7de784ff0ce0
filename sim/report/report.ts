/** A finding with all that a person needs to believe it, repeat it and understand it. */
import type { FaultPlan } from "../fault/fault-plan.ts";
import type { FaultCount } from "../fault/faults.ts";
import type { Finding } from "../finding/finding.ts";
import type { TraceEvent, Waiting } from "../trace/trace-event.ts";

export interface RunSize {
  readonly steps: number;
  readonly switches: number;
}

/** The switch without which the failure does not happen. */
export interface Decisive {
  /** The number of the step after which the threads are switched. */
  readonly afterStep: number;
  /** How many of `of` runs failed that began alike, with the switch and without it, and went on at random. */
  readonly failedWith: number;
  readonly failedWithout: number;
  readonly of: number;
}

export interface FaultReport {
  /** `plan`: the scenario's own; `swarm`: a part of it, drawn; `given`: another one. */
  readonly mode: "plan" | "swarm" | "given";
  /** The plan in force. */
  readonly plan: FaultPlan;
  /** What this run made of it. */
  readonly counts: readonly FaultCount[];
}

export interface Report {
  readonly scenario: string;
  /** The execution's own seed; null where a tape was given instead. */
  readonly seed: string | null;
  readonly strategy: string;
  readonly memory: string;
  readonly finding: Finding;
  readonly fingerprint: string;
  /** Of the shrunk run, encoded: replays strictly. */
  readonly tape: string;
  readonly original: RunSize;
  readonly shrunk: RunSize;
  /** Of the shrunk run. */
  readonly trace: readonly TraceEvent[];
  readonly traceHash: string;
  /** The threads that could not go on at its end. */
  readonly waiting: readonly Waiting[];
  /** How often the shrunk run was executed again, and how often it failed in the same way. */
  readonly again: { readonly failed: number; readonly of: number };
  /** The values drawn for the program's options. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** The faults that could strike in the shrunk run, and those that did; null where none was planned. */
  readonly faults: FaultReport | null;
  readonly decisive: Decisive | null;
}
