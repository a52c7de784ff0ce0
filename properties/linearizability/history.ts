/** What the threads of a test program called, when, and what came of it. */
import type { RuntimeEvent } from "../../runtime/index.ts";
import { observe, observing } from "../../sim/index.ts";
import type { SpecifiedCall } from "./specification.ts";

/**
 * - `returned`: with `result`
 * - `cancelled`: its future was dropped before it was ready
 * - `starved`: pending when no thread could go on any more, and nobody was about to wake it
 * - `unfinished`: nobody knows whether it took effect: it has not ended, or it panicked
 */
export type CallOutcome = "returned" | "cancelled" | "starved" | "unfinished";

export interface RecordedCall extends SpecifiedCall {
  /** Moments are counted in events of the history. */
  readonly begin: number;
  /** Infinite for what has not ended. */
  readonly end: number;
  readonly outcome: CallOutcome;
  readonly result: unknown;
}

type Draft = { -readonly [K in keyof RecordedCall]: RecordedCall[K] };

/** Records calls as they begin and end; not a step, as only the test program does it. */
export class HistoryRecorder {
  private readonly object: object;
  private readonly drafts: Draft[] = [];
  private moment = 0;

  /** `object`: what is called. */
  constructor(object: object) {
    this.object = object;
  }

  get calls(): readonly RecordedCall[] {
    return this.drafts;
  }

  /** A call begins; gives back its number. */
  begin(thread: number, op: string, args: readonly unknown[] = []): number {
    const id = this.drafts.length;
    const end = Number.POSITIVE_INFINITY;
    this.drafts.push({ id, thread, op, args, begin: this.moment++, end, outcome: "unfinished", result: undefined });
    if (observing()) tell({ type: "call.begin", object: this.object, op, args, call: id });
    return id;
  }

  returned(id: number, result: unknown): void {
    const { op, args } = this.end(id, "returned", result);
    if (observing()) tell({ type: "call.end", object: this.object, op, args, result, call: id });
  }

  cancelled(id: number): void {
    this.end(id, "cancelled", undefined);
  }

  /** All that has not ended is pending for ever. */
  starve(): void {
    for (const draft of this.drafts) if (draft.outcome === "unfinished") draft.outcome = "starved";
  }

  private end(id: number, outcome: CallOutcome, result: unknown): Draft {
    const draft = this.drafts[id] as Draft; // a number that `begin` gave
    Object.assign(draft, { outcome, result, end: this.moment++ });
    return draft;
  }
}

function tell(event: RuntimeEvent): void {
  observe(event);
}
