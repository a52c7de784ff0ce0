/** Who plays: this process alone, others of this machine, or whoever listens to a queue. */
import type { Investigated } from "./investigated.ts";
import type { Failure, Span, SpanResult } from "./span.ts";

export interface Crew {
  /** How many orders may be under way at once: at least one, and more than there are workers where that saves waiting. */
  readonly size: number;
  /** Orders of one lane go to one worker, who gets to know their scenarios; 1 where that makes no difference. */
  readonly lanes: number;
  /**
   * Plays `spans`, one result for each, in order; fewer executions than asked where `forMs` are over.
   * Rejects with `WorkerLost` where whoever was at it died or hangs. 0 <= lane < lanes.
   */
  play(spans: readonly Span[], forMs: number, lane: number): Promise<readonly SpanResult[]>;
  /**
   * Says all that there is to say of a failure of `scenario`, shrunk for `forMs` at most; with 0 it is told as
   * it was found. Rejects likewise.
   */
  investigate(scenario: string, failure: Failure, forMs: number, lane: number): Promise<Investigated>;
  /** Spans under way may be handed back before their time. */
  hurry(): void;
  /** What is still under way is given up. */
  end(): Promise<void>;
}
