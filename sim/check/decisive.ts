/**
 * The switch that decides: the last one without which the failure is gone. Told only where it
 * holds: runs that begin alike and go on at random fail with it, and do not without it.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Decisive } from "../report/report.ts";
import { RandomStrategy } from "../strategy/random.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { Tape, TapeEntry } from "../tape/tape.ts";
import { Budget } from "./budget.ts";
import type { Recording } from "./outcome.ts";
import type { Runner } from "./runner.ts";

const RUNS = 200;
/** Switches that are tried before giving up. */
const CANDIDATES = 3;
/** Of `RUNS`: at least this many fail with the switch, at most the rest of them without it. */
const DECIDES = 190;

/** Null where no switch decides, or where finding out costs more than `budget` has left. */
export function findDecisive(runner: Runner, shrunk: Recording, budget: Budget): Decisive | null {
  return decisiveOf(trySwitches(runner, shrunk, budget));
}

/** What came of trying a switch. */
export interface TriedSwitch extends Omit<Decisive, "failedWith"> {
  /** Null where that was not tried, as too many runs fail without the switch. */
  readonly failedWith: number | null;
}

/** The switch with which nearly all runs fail, and without which nearly none does; null for none. */
export function decisiveOf(tried: readonly TriedSwitch[]): Decisive | null {
  const last = tried.at(-1);
  if (last === undefined || last.failedWith === null) return null;
  const { failedWith, failedWithout, of } = last;
  return failedWith >= DECIDES && failedWithout <= of - DECIDES ? { ...last, failedWith } : null;
}

/** For whoever has a tape only: the last `most` of its switches, thoroughly. Empty where the tape does not fit. */
export function tryTape(runner: Runner, tape: Tape, most: number): TriedSwitch[] {
  const recording = runner.replay(tape, "strict", false);
  if (recording.divergence !== null || recording.finding === null) return [];
  return trySwitches(runner, recording, new Budget(2 * RUNS * most, runner.stepsMax), { most, thorough: true });
}

/**
 * What the last switches do, from the last one on: up to the one that decides, to `most` of them, or as
 * far as `budget` goes. `thorough`: those that cannot decide are tried in both ways, too.
 */
export function trySwitches(
  runner: Runner,
  shrunk: Recording,
  budget: Budget,
  { most = CANDIDATES, thorough = false } = {},
): TriedSwitch[] {
  const { entries } = shrunk.tape;
  const tried: TriedSwitch[] = [];
  for (let at = entries.length - 1; at >= 0 && tried.length < most; at--) {
    const entry = entries[at];
    if (entry?.kind !== "schedule" || entry.answer === 0) continue;
    if (!budget.allows(2 * RUNS, shrunk.steps)) break;
    const failedWithout = countFailures(runner, shrunk, [...entries.slice(0, at), { ...entry, answer: 0 }], budget);
    const failedWith =
      thorough || failedWithout <= RUNS - DECIDES
        ? countFailures(runner, shrunk, entries.slice(0, effectOf(shrunk, at)), budget)
        : null;
    tried.push({ afterStep: shrunk.stepsAtAnswer[at] ?? 0, failedWith, failedWithout, of: RUNS });
    if (decisiveOf(tried) !== null) break;
  }
  return tried;
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
