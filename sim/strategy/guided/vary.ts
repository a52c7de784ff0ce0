/** Variations of a tape: each is a few small changes, drawn from the execution's seed. */
import type { Stream } from "../../random/seedrandom.ts";
import type { Tape, TapeEntry } from "../../tape/tape.ts";

/** Changes of one variation at most. */
const CHANGES_MAX = 4;
/** How often what follows the changes is left to chance altogether. */
const CUT = 0.5;

/** `other` may lend an end. */
export function vary(tape: Tape, other: Tape, draw: Stream): TapeEntry[] {
  const entries = [...tape.entries];
  const end = draw() < CUT ? below(entries.length + 1, draw) : entries.length;
  entries.length = end;
  if (end < tape.entries.length && draw() < 0.5) return entries;
  for (let left = 1 + below(CHANGES_MAX, draw); left > 0; left--) change(entries, other.entries, draw);
  return entries;
}

function change(entries: TapeEntry[], other: readonly TapeEntry[], draw: Stream): void {
  const at = below(entries.length, draw);
  const entry = entries[at];
  if (entry === undefined) return;
  switch (below(5, draw)) {
    case 0:
      entries[at] = { ...entry, answer: below(entry.options, draw) };
      return;
    case 1:
      entries.splice(at, 0, { ...entry, answer: below(entry.options, draw) });
      return;
    case 2:
      entries.splice(at, 1);
      return;
    case 3:
      swap(entries, at);
      return;
    default:
      entries.splice(at, entries.length, ...other.slice(at));
  }
}

/** An answer about threads changes places with the next one. */
function swap(entries: TapeEntry[], at: number): void {
  const first = nextSchedule(entries, at);
  const second = nextSchedule(entries, first + 1);
  const [one, other] = [entries[first], entries[second]];
  if (one === undefined || other === undefined) return;
  entries[first] = { ...one, answer: other.answer };
  entries[second] = { ...other, answer: one.answer };
}

function nextSchedule(entries: readonly TapeEntry[], from: number): number {
  let at = from;
  while (at < entries.length && entries[at]?.kind !== "schedule") at++;
  return at;
}

function below(limit: number, draw: Stream): number {
  return Math.floor(draw() * limit);
}
