/**
 * The answers of a run as a shrinker reads them: not "the second of three threads" but the thread
 * by its name, which still means something after other answers were taken away.
 */
import type { TapeEntry } from "../../tape/tape.ts";

/** Instead of a thread: time passes. */
export const CLOCK = "clock";
/** Instead of a thread: whoever runs goes on; the dullest answer. */
export const STAY = "stay";

export interface Choice extends TapeEntry {
  /** Path of the thread that was running. */
  readonly asker: string;
  /** For `schedule`: path of the thread that goes next, or `CLOCK`; null for other questions. */
  readonly next: string | null;
}

/** An answer to a question that is not about threads. */
export interface Aside {
  readonly kind: string;
  readonly asker: string;
  readonly answer: number;
}

/** What a candidate run is told to do; where it cannot, it does the next thing. */
export interface Script {
  /** Who goes next at each `schedule` question: a path, `CLOCK` or `STAY`. */
  readonly schedule: readonly string[];
  /** In order of asking; given out per kind and asking thread. */
  readonly asides: readonly Aside[];
  /** After the last of `schedule`: how many questions on end a thread is kept before the next one's turn. */
  readonly quantum: number;
}

export function scriptOf(choices: readonly Choice[], quantum: number): Script {
  const schedule: string[] = [];
  const asides: Aside[] = [];
  for (const { kind, asker, answer, next } of choices) {
    if (next !== null) schedule.push(next);
    else asides.push({ kind, asker, answer });
  }
  return { schedule, asides, quantum };
}
