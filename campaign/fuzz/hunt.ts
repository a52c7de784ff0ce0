/** One scenario's part in a campaign: its executions so far, by the seeds `<seed>.0`, `<seed>.1`, ... */
import {
  type Coverage,
  createStrategy,
  type Failure,
  type FaultSetting,
  type Finding,
  type MemoryName,
  type Outcome,
  Runner,
  type Scenario,
  Tally,
  UsageError,
  warningsOf,
} from "../../sim/index.ts";
import { faultCoverage } from "./fault-coverage.ts";

/** An expected finding that did not show in this many executions is missing; fewer prove nothing. */
export const FAIR_EXECUTIONS = 1_000;

export interface HuntSettings {
  readonly seed: string;
  readonly strategy: string;
  readonly memory: MemoryName;
  readonly faults: FaultSetting;
  /** Whether to count what the scenarios reach. */
  readonly coverage: boolean;
}

/** What became of a scenario so far. */
export type Verdict = "clean" | "findings" | "as expected" | "missing" | "too few to judge";

export class Hunt {
  readonly scenario: Scenario;
  readonly runner: Runner;
  /** Empty where nobody asked for it. */
  readonly coverage: readonly Coverage[];
  readonly tally = new Tally();
  /** The first execution with the finding that the scenario is to produce. */
  expected: Failure | null = null;
  /** Executions that failed otherwise than expected. */
  failures = 0;
  /** A systematic strategy has tried all there is. */
  exhausted = false;
  readonly #campaignSeed: string;

  constructor(scenario: Scenario, settings: HuntSettings) {
    this.scenario = scenario;
    this.#campaignSeed = settings.seed;
    const { strategy, memory, faults, coverage } = settings;
    this.coverage = coverage ? [...(scenario.coverage?.() ?? []), ...faultCoverage(scenario, faults)] : [];
    this.runner = new Runner(scenario, { strategy: createStrategy(strategy), memory, faults, coverage: this.coverage });
  }

  get executions(): number {
    return this.tally.executions;
  }

  /** The next `count` executions, fewer if `stop` says so; hands over each that failed otherwise than expected. */
  turn(count: number, stop: () => boolean, onFailure: (failure: Failure) => void): void {
    for (let left = count; left > 0 && !stop(); left--) {
      const index = this.tally.executions;
      const seed = `${this.#campaignSeed}.${index}`;
      const outcome = this.#execute(seed);
      if (outcome === null) {
        this.exhausted = true;
        return;
      }
      const failure = this.tally.add(index, seed, outcome, this.runner.latestTape);
      if (failure === null) continue;
      if (isExpected(failure.outcome.finding, this.scenario)) {
        this.expected ??= failure;
      } else {
        this.failures++;
        onFailure(failure);
      }
    }
  }

  /** A scenario that the engine cannot work with is named. */
  #execute(seed: string): Outcome | null {
    try {
      return this.runner.tryRun(seed);
    } catch (thrown) {
      if (!(thrown instanceof UsageError)) throw thrown;
      throw new UsageError(`${this.scenario.name}: ${thrown.message}`);
    }
  }

  get verdict(): Verdict {
    if (this.failures > 0) return "findings";
    if (this.scenario.expect === "clean") return "clean";
    if (this.expected !== null) return "as expected";
    return this.exhausted || this.executions >= FAIR_EXECUTIONS ? "missing" : "too few to judge";
  }

  /** Why its executions might have been unable to find anything. */
  get warnings(): readonly string[] {
    return warningsOf(this.scenario, this.tally, this.exhausted, false);
  }
}

function isExpected(finding: Finding | null, { expect }: Scenario): boolean {
  if (finding === null || expect === "clean" || finding.kind !== expect.kind) return false;
  return expect.invariant === undefined || finding.invariant === expect.invariant;
}
