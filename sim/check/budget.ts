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

  constructor(executions: number, stepsMax: number) {
    this.executions = executions;
    this.steps = Math.max(executions * STEPS_PER_EXECUTION, LONG_RUNS_MIN * stepsMax);
  }

  get left(): boolean {
    return this.executions > 0 && this.steps > 0;
  }

  /** Whether `executions` of about `steps` each can still be paid. */
  allows(executions: number, steps: number): boolean {
    return this.executions >= executions && this.steps >= executions * steps;
  }

  spend(steps: number): void {
    this.executions--;
    this.steps -= steps;
  }
}
