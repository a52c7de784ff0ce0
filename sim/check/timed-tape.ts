/** A tape that also keeps how far the execution was at each answer, and tells the recorder of the questions. */
import type { DecisionKind } from "../decision.ts";
import { Tape } from "../tape/tape.ts";
import type { Recorder } from "../trace/recorder.ts";

export class TimedTape extends Tape {
  /** Per answer the number of steps performed before it. */
  readonly steps: number[] = [];
  private readonly recorder: Recorder;

  constructor(recorder: Recorder) {
    super();
    this.recorder = recorder;
  }

  override push(kind: DecisionKind, options: number, answer: number): void {
    super.push(kind, options, answer);
    this.steps.push(this.recorder.trace.length);
    if (kind === "schedule") this.recorder.onSchedule();
  }
}
