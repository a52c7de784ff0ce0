/**
 * What a coverage is to the engine: a listener that counts how often each of a fixed list of things
 * happened, so that a campaign can say what its scenarios never reached.
 */
import type { Listener } from "../engine/listener.ts";

export interface CoverageRow {
  /** What was called, as in `transitionToIdle`. */
  readonly subject: string;
  /** What it came to, as in `OkNotified`. */
  readonly outcome: string;
  readonly count: number;
  /** Why it cannot happen; null where it can, and a scenario is missing while `count` is 0. */
  readonly unreachable: string | null;
}

/** Keeps its counts from one execution to the next: it is made once per scenario and campaign. */
export interface Coverage extends Listener {
  /** What is covered, as in `State`: rows of equal name, subject and outcome are added up over scenarios. */
  readonly name: string;
  /** The area of the scenarios that are to reach all of it, as in `task`: others may leave gaps. */
  readonly area: string;
  /** All rows, in a fixed order, those that never happened included. */
  rows(): readonly CoverageRow[];
}
