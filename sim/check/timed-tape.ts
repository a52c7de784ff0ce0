/** A tape that also keeps how far the execution was at each answer. */
import type { DecisionKind } from "../decision.ts";
import { Tape } from "../tape/tape.ts";
import type { TraceEvent } from "../trace/trace-event.ts";

export class TimedTape extends Tape {
  /** Per answer the number of steps performed before it. */
  readonly steps: number[] = [];
  private readonly trace: readonly TraceEvent[];

  constructor(trace: readonly TraceEvent[]) {
    super();
    this.trace = trace;
  }

  override push(kind: DecisionKind, options: number, answer: number): void {
    super.push(kind, options, answer);
    this.steps.push(this.trace.length);
  }
}
