/**
 * The switch that decides: the last one without which the failure is gone. Told only where it
 * holds: runs that begin alike and go on at random fail with it, and do not without it.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Decisive } from "../report/report.ts";
import { RandomStrategy } from "../strategy/random.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { TapeEntry } from "../tape/tape.ts";
import type { Budget } from "./budget.ts";
import type { Recording } from "./outcome.ts";
import type { Runner } from "./runner.ts";

const RUNS = 200;
/** Switches that are tried before giving up. */
const CANDIDATES = 3;
/** Of `RUNS`: at least this many fail with the switch, at most the rest of them without it. */
const DECIDES = 190;

/** Null where no switch decides, or where finding out costs more than `budget` has left. */
export function findDecisive(runner: Runner, shrunk: Recording, budget: Budget): Decisive | null {
  const { entries } = shrunk.tape;
  let tried = 0;
  for (let at = entries.length - 1; at >= 0 && tried < CANDIDATES; at--) {
    const entry = entries[at];
    if (entry?.kind !== "schedule" || entry.answer === 0) continue;
    if (!budget.allows(2 * RUNS, shrunk.steps)) return null;
    tried++;
    const failedWithout = countFailures(runner, shrunk, [...entries.slice(0, at), { ...entry, answer: 0 }], budget);
    if (failedWithout > RUNS - DECIDES) continue;
    const failedWith = countFailures(runner, shrunk, entries.slice(0, effectOf(shrunk, at)), budget);
    const afterStep = shrunk.stepsAtAnswer[at] ?? 0;
    if (failedWith >= DECIDES) return { afterStep, failedWith, failedWithout, of: RUNS };
  }
  return null;
}

/**
 * Up to which answer the beginning goes so that the switch at answer `at` takes effect: the thread
 * takes its step. (A thread that is new asks once more before that; without the switch nobody asks.)
 */
function effectOf({ stepsAtAnswer }: Recording, at: number): number {
  const next = stepsAtAnswer.findIndex((steps, i) => i > at && steps !== stepsAtAnswer[at]);
  return next < 0 ? stepsAtAnswer.length : next;
}

function countFailures(runner: Runner, shrunk: Recording, beginning: readonly TapeEntry[], budget: Budget): number {
  let failed = 0;
  for (let i = 0; i < RUNS; i++) {
    const strategy = new BeginningThenRandom(beginning, `decisive.${i}`);
    const outcome = runner.attempt(strategy, shrunk.steps * 4 + RUNS);
    budget.spend(outcome.steps);
    if (outcome.fingerprint === shrunk.fingerprint) failed++;
  }
  return failed;
}

class BeginningThenRandom implements Strategy {
  readonly name = "beginning";
  readonly systematic = false;
  private readonly random = new RandomStrategy();
  private readonly beginning: readonly TapeEntry[];
  private position = 0;

  constructor(beginning: readonly TapeEntry[], seed: string) {
    this.beginning = beginning;
    this.begin(seed);
  }

  begin(seed: string): boolean {
    this.position = 0;
    return this.random.begin(seed);
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    const entry = this.beginning[this.position++];
    return entry === undefined ? this.random.decide(kind, options, view) : Math.min(entry.answer, options - 1);
  }
}
