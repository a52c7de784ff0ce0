/** Many runs of one program, until enough is found or nothing is left to try. */
import type { FaultSetting } from "../fault/fault-setting.ts";
import { UsageError } from "../finding/usage-error.ts";
import { requireSeed } from "../random/seedrandom.ts";
import type { Report } from "../report/report.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { type InvestigateOptions, investigate, investigateTape } from "./investigate.ts";
import type { MemoryName } from "./memory-model.ts";
import type { Outcome } from "./outcome.ts";
import type { Program } from "./program.ts";
import { Runner } from "./runner.ts";
import { type Failure, Tally } from "./tally.ts";
import { warningsOf } from "./warnings.ts";

export interface SearchOptions {
  readonly strategy: Strategy;
  /** Default `sc`. */
  readonly memory?: MemoryName;
  /** Which faults may strike; default `plan`: those that the program plans. */
  readonly faults?: FaultSetting;
  /** Run `i` has the seed `<seed>.<i>`. */
  readonly seed: string;
  readonly iterations: number;
  /** Index of the first run; default 0. */
  readonly from?: number;
  /** Asked before each run. */
  readonly shouldStop?: () => boolean;
  readonly onOutcome?: (index: number, outcome: Outcome) => void;
  /** Stops at this many different findings; default 1. */
  readonly maxFindings?: number;
  /** The model waits for time to pass: warn when it never does. */
  readonly expectsTime?: boolean;
}

export interface SearchResult {
  readonly tally: Tally;
  /** The strategy had nothing left to try. */
  readonly exhausted: boolean;
  /** Why these runs might have been unable to find anything. */
  readonly warnings: readonly string[];
  /** For investigating the failures of the tally. */
  readonly runner: Runner;
}

export function search(program: Program, options: SearchOptions): SearchResult {
  const { strategy, memory = "sc", faults = "plan", seed, iterations, from = 0, maxFindings = 1 } = options;
  if (!Number.isSafeInteger(iterations) || iterations < 1) {
    throw new UsageError(`iterations is ${iterations}: give a whole number of at least 1`);
  }
  requireSeed(seed);
  const runner = new Runner(program, { strategy, memory, faults });
  const tally = new Tally();
  let exhausted = false;
  for (let index = from; index < from + iterations; index++) {
    if (tally.failures.size >= maxFindings || options.shouldStop?.() === true) break;
    const runSeed = `${seed}.${index}`;
    const outcome = runner.tryRun(runSeed);
    exhausted = outcome === null;
    if (outcome === null) break;
    tally.add(index, runSeed, outcome, runner.latestTape);
    options.onOutcome?.(index, outcome);
  }
  return { tally, exhausted, warnings: warningsOf(program, tally, exhausted, options.expectsTime ?? false), runner };
}

/** The report on a failing run that a search found. */
export function investigateFailure(runner: Runner, failure: Failure, options: InvestigateOptions = {}): Report {
  if (failure.tape === null) return investigate(runner, failure.seed, { ...options, seen: failure.outcome });
  return { ...investigateTape(runner, failure.tape, options), strategy: runner.strategy.name };
}
