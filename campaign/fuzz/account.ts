/** One scenario's part in a campaign: what its spans came to so far. */
import { type Coverage, type FaultSetting, type Scenario, warningsOf } from "../../sim/index.ts";
import { add } from "./add.ts";
import { type Failure, NOTHING, type SpanResult, type Sums } from "./span.ts";

/** An expected finding that did not show in this many executions is missing; fewer prove nothing. */
export const FAIR_EXECUTIONS = 1_000;

/** What became of a scenario so far. */
export type Verdict = "not run" | "clean" | "findings" | "as expected" | "missing" | "too few to judge";

export class Account {
  readonly scenario: Scenario;
  readonly faults: FaultSetting;
  sums: Sums = NOTHING;
  /** A systematic strategy has tried all there is. */
  exhausted = false;
  /** Executions that were given up with whoever played them. */
  lost = 0;
  /** How long they took, in ms. */
  ms = 0;

  constructor(scenario: Scenario, faults: FaultSetting) {
    this.scenario = scenario;
    this.faults = faults;
  }

  add({ sums, exhausted, ms }: Pick<SpanResult, "sums" | "exhausted" | "ms">): void {
    this.sums = add(this.sums, sums);
    this.exhausted ||= exhausted;
    this.ms += ms;
  }

  get executions(): number {
    return this.sums.executions;
  }

  /** How long one execution takes, in ms; null before the first. */
  get msEach(): number | null {
    return this.executions === 0 ? null : this.ms / this.executions;
  }

  /** The finding that the scenario is to show, where it showed first. */
  get expected(): Failure | null {
    return this.sums.failures.filter(({ expected }) => expected).reduce(firstOf, null);
  }

  /** Ways to fail that are not expected. */
  get unexpected(): readonly Failure[] {
    return this.sums.failures.filter(({ expected }) => !expected);
  }

  /** Executions that failed otherwise than expected. */
  get failures(): number {
    return this.unexpected.reduce((sum, { count }) => sum + count, this.sums.otherFailures);
  }

  get verdict(): Verdict {
    if (this.executions === 0) return "not run";
    if (this.failures > 0) return "findings";
    if (this.scenario.expect === "clean") return "clean";
    if (this.expected !== null) return "as expected";
    return this.exhausted || this.executions >= FAIR_EXECUTIONS ? "missing" : "too few to judge";
  }

  /** Why its executions might have been unable to find anything. */
  get warnings(): readonly string[] {
    const { executions, conflicts, virtualTimeNs, schedule, schedulesDiffer, faults, failures } = this.sums;
    const counts = {
      executions,
      conflicts,
      virtualTimeNs,
      distinctSchedules: distinct(schedule, schedulesDiffer),
      faults: new Map(faults.map(([fault, offered, struck]) => [fault, { offered, struck }])),
      failures: { size: failures.length },
    };
    return warningsOf(this.scenario, counts, this.exhausted, false);
  }

  /** As the scenario's listeners would say it. */
  get coverage(): readonly Coverage[] {
    const names = [...new Set(this.sums.coverage.map(({ name }) => name))];
    return names.map((name) => {
      const sums = this.sums.coverage.filter((row) => row.name === name);
      const rows = sums.map(({ subject, outcome, count, unreachable }) => ({ subject, outcome, count, unreachable }));
      return { name, area: sums[0]?.area ?? "", rows: () => rows };
    });
  }
}

function firstOf(first: Failure | null, failure: Failure): Failure {
  return first !== null && first.first <= failure.first ? first : failure;
}

function distinct(schedule: number | null, differ: boolean): 0 | 1 | 2 {
  if (schedule === null) return 0;
  return differ ? 2 : 1;
}
