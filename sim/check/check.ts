/**
 * `check`: the engine as a function in somebody's test suite. Runs a model many times, and throws
 * one error whose message is the finding and the line that replays it.
 */
import type { Bounds } from "../engine/bounds.ts";
import type { Listener } from "../engine/listener.ts";
import { type FaultPlan, parseFaultPlan } from "../fault/fault-plan.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Op } from "../op.ts";
import type { Drawn, OptionSpecs } from "../scenario.ts";
import { createStrategy } from "../strategy/create.ts";
import { DfsStrategy } from "../strategy/dfs.ts";
import { CheckFailed } from "./check-failed.ts";
import { runningTest, tapeToReplay } from "./environment.ts";
import { exhaust } from "./exhaust.ts";
import type { MemoryName } from "./memory-model.ts";
import type { Program } from "./program.ts";
import { replayInstead } from "./replay-instead.ts";
import { investigateFailure, search } from "./search.ts";

export interface CheckOptions<S extends OptionSpecs = OptionSpecs> {
  /** Stands in findings and on tapes. Default: the name of the running test, or `check`. */
  readonly name?: string;
  /** Executions; default 1000. With `exhaustive`: the most that are tried, default 1,000,000. */
  readonly iterations?: number;
  /** Any non-empty string; default `reveille`, so that a suite does the same each time. */
  readonly seed?: string;
  /** As `createStrategy` takes it; default `portfolio`. */
  readonly strategy?: string;
  /** Default `sc`. */
  readonly memory?: MemoryName;
  readonly bounds?: Partial<Bounds>;
  readonly monitors?: () => readonly Listener[];
  /** The faults that may strike; none by default. */
  readonly faults?: FaultPlan;
  /** Each execution draws which of `faults` may strike in it, and how likely they are. */
  readonly swarm?: boolean;
  /** What may be drawn: the model is called with one value of each. */
  readonly options?: S;
  /** Every execution graph instead of a sample; `complete` says whether that came to its end. */
  readonly exhaustive?: boolean;
  /** With `exhaustive` and `sc`: only executions with at most so many preemptions. */
  readonly preemptions?: number;
  /** A tape, or what `REVEILLE_REPLAY` holds: this one execution instead of a search. */
  readonly replay?: string;
  /** The model waits for time to pass: warn when it never does. */
  readonly expectsTime?: boolean;
}

/** What `check` gives back where it found nothing. */
export interface CheckReport {
  readonly name: string;
  readonly seed: string;
  readonly strategy: string;
  readonly memory: MemoryName;
  readonly executions: number;
  readonly steps: number;
  /** 2 stands for two or more. */
  readonly distinctSchedules: 0 | 1 | 2;
  /** Every execution within `bounds` was tried; never true of sampling. */
  readonly complete: boolean;
  /** With `exhaustive`: the bounds that cut executions off, in words. */
  readonly bounds: readonly string[];
  /** Why the model might be unable to fail. */
  readonly warnings: readonly string[];
  readonly finding: null;
}

const ITERATIONS = 1_000;

/**
 * Runs `model` once per iteration, each time along another interleaving. Throws a `CheckFailed` with
 * the shrunk finding, and a `UsageError` where it was used in a way that cannot work.
 */
export function check<S extends OptionSpecs>(
  model: (options: Drawn<S>) => Op<void>,
  options: CheckOptions<S> = {},
): CheckReport {
  const program = programOf(model, options);
  const tape = options.replay ?? tapeToReplay();
  const replayed = tape === null ? null : replayInstead(program, tape, options);
  if (replayed !== null) return replayed;
  const faults = options.swarm === true ? "swarm" : "plan";
  if (options.exhaustive === true) return exhaust(program, faults, options as CheckOptions);
  const strategy = createStrategy(options.strategy ?? "portfolio");
  const { seed = "reveille", memory = "sc", expectsTime = false, iterations = ITERATIONS } = options;
  const result = search(program, { strategy, memory, faults, seed, iterations, expectsTime });
  const { tally, exhausted, warnings } = result;
  const [failure] = tally.failures.values();
  if (failure !== undefined) throw new CheckFailed(investigateFailure(result.runner, failure), tally.executions);
  const { executions, steps, distinctSchedules } = tally;
  const complete = exhausted && strategy instanceof DfsStrategy && !strategy.bounded;
  const counts = { executions, steps, distinctSchedules, complete, bounds: [], warnings };
  return { name: program.name, seed, strategy: strategy.name, memory, ...counts, finding: null };
}

function programOf<S extends OptionSpecs>(model: (options: Drawn<S>) => Op<void>, options: CheckOptions<S>): Program {
  if (typeof model !== "function") {
    throw new UsageError("check takes the model as a generator function: check(function* () { ... })");
  }
  return {
    name: options.name ?? runningTest() ?? "check",
    options: options.options ?? {},
    bounds: options.bounds ?? {},
    faults: parseFaultPlan(options.faults ?? {}, "check: faults"),
    // Drawn from the options right above.
    model: model as (drawn: Drawn<OptionSpecs>) => Op<void>,
    monitors: options.monitors ?? (() => []),
  };
}
