/**
 * What may be spent on understanding one failure: executions, and steps, because one execution of a
 * livelock costs as much as a thousand short ones.
 */
const STEPS_PER_EXECUTION = 2_000;
/** Even the longest runs may be tried this often. */
const LONG_RUNS_MIN = 20;

export class Budget {
  private executions: number;
  private steps: number;
  private readonly stop: () => boolean;

  /** `stop` ends it early: where somebody waits, and the clock is theirs. */
  constructor(executions: number, stepsMax: number, stop: () => boolean = () => false) {
    this.executions = executions;
    this.stop = stop;
    this.steps = Math.max(executions * STEPS_PER_EXECUTION, LONG_RUNS_MIN * stepsMax);
  }

  get left(): boolean {
    return this.executions > 0 && this.steps > 0 && !this.stop();
  }

  /** Whether `executions` of about `steps` each can still be paid. */
  allows(executions: number, steps: number): boolean {
    return this.executions >= executions && this.steps >= executions * steps && !this.stop();
  }

  spend(steps: number): void {
    this.executions--;
    this.steps -= steps;
  }
}
