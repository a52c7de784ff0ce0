/**
 * A span of a scenario's executions, and what it came to: sums only, so that the spans of a campaign
 * can be played in any order, by anybody, and added up in any order. What is added is plain data: it
 * goes between processes, through queues and into the journal.
 */
import type { CoverageRow, FaultKind, Finding } from "../../sim/index.ts";

/** The executions `from` to `to`, without `to`. */
export interface Span {
  readonly scenario: string;
  readonly from: number;
  readonly to: number;
}

/** A way to fail: how often it showed, and where. */
export interface Failure {
  readonly fingerprint: string;
  readonly finding: Finding;
  /** The scenario is wrong on purpose, and this is what it is to show. */
  readonly expected: boolean;
  readonly count: number;
  /** The lowest index that failed so. */
  readonly first: number;
  /** The shortest execution that failed so; of equals the one with the lowest index. */
  readonly smallest: Instance;
}

/** One failing execution. */
export interface Instance {
  readonly index: number;
  readonly steps: number;
  readonly switches: number;
  /** The strategy that played it, as `createStrategy` takes it. */
  readonly strategy: string;
  /** Encoded; null where the seed repeats it. */
  readonly tape: string | null;
}

export interface PlayedBy {
  readonly executions: number;
  readonly failures: number;
}

/** A row of a coverage, which is told by its name and belongs to an area. */
export interface CoverageSum extends CoverageRow {
  readonly name: string;
  readonly area: string;
}

export interface Sums {
  readonly executions: number;
  readonly steps: number;
  /** Accesses to a location that another thread wrote. */
  readonly conflicts: number;
  /** The longest that an execution took, in virtual ns. */
  readonly virtualTimeNs: number;
  /** The schedule of one execution, as a hash; null where there was none. */
  readonly schedule: number | null;
  /** There was another one. */
  readonly schedulesDiffer: boolean;
  /** Of each planned fault: how often it could have struck, and did. */
  readonly faults: readonly (readonly [fault: FaultKind, offered: number, struck: number])[];
  readonly strategies: Readonly<Record<string, PlayedBy>>;
  readonly failures: readonly Failure[];
  /** Executions that failed, unexpectedly, in yet other ways: too many to be told apart. */
  readonly otherFailures: number;
  /** With `--coverage` only. */
  readonly coverage: readonly CoverageSum[];
  /** Executions whose features were looked at, and in how many of them each was there, 2 standing for more. */
  readonly sampled: number;
  readonly features: readonly (readonly [feature: number, seen: number])[];
}

export interface SpanResult {
  readonly span: Span;
  /** The index after the last execution: `to`, or less where the time was over or nothing was left to try. */
  readonly reached: number;
  /** A systematic strategy has tried all there is. */
  readonly exhausted: boolean;
  readonly sums: Sums;
  /** Encoded tapes that guided search kept, where the campaign has a corpus. */
  readonly kept: readonly string[];
  /** How long it took, in ms. */
  readonly ms: number;
}

export const NOTHING: Sums = {
  executions: 0,
  steps: 0,
  conflicts: 0,
  virtualTimeNs: 0,
  schedule: null,
  schedulesDiffer: false,
  faults: [],
  strategies: {},
  failures: [],
  otherFailures: 0,
  coverage: [],
  sampled: 0,
  features: [],
};
