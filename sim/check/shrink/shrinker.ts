/**
 * Holds the simplest run so far that fails in the same way, and tries candidates against it.
 * Simpler is: fewer switches, then fewer steps, then smaller answers. A livelock always takes all
 * its steps, so there it is: a shorter way into the loop, then fewer switches, then smaller answers.
 */
import { ReplayStrategy } from "../../strategy/replay.ts";
import { Tape } from "../../tape/tape.ts";
import type { Budget } from "../budget.ts";
import type { Outcome, Recording } from "../outcome.ts";
import type { Runner } from "../runner.ts";
import { type Choice, type Script, scriptOf } from "./choice.ts";
import { DirectedStrategy } from "./directed.ts";
import { Scribe } from "./scribe.ts";

/** Long enough that no honest thread is interrupted, short enough that a spinning one costs little. */
const QUANTUM = 256;

interface Attempt {
  /** What led to it; of a livelock only the way in, without the turns that follow. */
  readonly script: Script;
  readonly choices: readonly Choice[];
  readonly outcome: Outcome;
  readonly fair: boolean;
  readonly measure: readonly number[];
}

export class Shrinker {
  readonly livelock: boolean;
  private best: Attempt;
  private readonly runner: Runner;
  private readonly budget: Budget;
  private readonly fingerprint: string | null;
  private readonly tried = new Set<string>();

  constructor(runner: Runner, original: Recording, budget: Budget) {
    this.runner = runner;
    this.budget = budget;
    this.fingerprint = original.fingerprint;
    this.livelock = original.finding?.kind === "livelock";
    const replay = new ReplayStrategy(original.tape, "strict");
    replay.begin();
    const scribe = new Scribe(replay, runner.stepsMax);
    const outcome = runner.attempt(scribe);
    this.best = this.attemptOf(scriptOf(scribe.choices, QUANTUM), scribe, outcome);
  }

  get script(): Script {
    return this.best.script;
  }

  get tape(): Tape {
    return new Tape(this.best.choices.map(({ kind, options, answer }) => ({ kind, options, answer })));
  }

  get exhausted(): boolean {
    return !this.budget.left;
  }

  /** Runs `script`; true when it fails in the same way and is simpler than the best, which it then is. */
  try(script: Script): boolean {
    const key = `${script.quantum}|${script.schedule.join()}|${script.asides.map(({ answer }) => answer).join()}`;
    if (this.exhausted || this.tried.has(key)) return false;
    this.tried.add(key);
    const stepsMax = this.livelock ? this.runner.stepsMax : this.best.outcome.steps * 2 + QUANTUM;
    const scribe = new Scribe(new DirectedStrategy(script), stepsMax);
    const outcome = this.runner.attempt(scribe, stepsMax);
    this.budget.spend(outcome.steps);
    if (outcome.fingerprint !== this.fingerprint) return false;
    const attempt = this.attemptOf(script, scribe, outcome);
    if (this.best.fair && !attempt.fair) return false;
    if (!isLess(attempt.measure, this.best.measure)) return false;
    this.best = attempt;
    return true;
  }

  private attemptOf(told: Script, { choices, fair }: Scribe, outcome: Outcome): Attempt {
    const script = this.livelock ? told : scriptOf(choices, told.quantum);
    const answers = choices.reduce((sum, { answer }) => sum + answer, 0);
    const measure = this.livelock
      ? [script.schedule.length, outcome.switches, answers]
      : [outcome.switches, outcome.steps, answers, choices.length];
    return { script, choices, outcome, fair: !this.livelock || fair, measure };
  }
}

function isLess(left: readonly number[], right: readonly number[]): boolean {
  const at = left.findIndex((value, i) => value !== right[i]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}
