/**
 * What a new event knows of the others: program order with reads-from, and happens-before after
 * C++20 as Rust uses it (release sequences go on through read-modify-writes only).
 */
import { acquires, type Ordering, releases } from "../memory/ordering.ts";
import { join } from "../memory/vector-clock.ts";
import type { Event, Prefix } from "./event.ts";

const NOTHING: Prefix = [];

/** The clocks that an event hands on in program order; of a thread's birth, those of the spawn. */
export interface Past {
  readonly porf: Prefix;
  readonly hb: Prefix;
  readonly acquirable: Prefix;
  readonly fenced: Prefix;
}

export type Clocks = Past & { readonly released: Prefix };

export const NO_PAST: Past = { porf: NOTHING, hb: NOTHING, acquirable: NOTHING, fenced: NOTHING };

/** What a thread starts with, whose spawn is `spawn`. */
export function birth(spawn: Event): Past {
  return { porf: spawn.porf, hb: spawn.hb, acquirable: NOTHING, fenced: NOTHING };
}

export function readClocks(past: Past, thread: number, index: number, ordering: Ordering, source: Event): Clocks {
  const acquiring = acquires(ordering);
  const porf = advance(past.porf, thread, index);
  const hb = advance(past.hb, thread, index);
  join(porf, source.porf);
  if (acquiring) join(hb, source.released);
  const acquirable = acquiring ? past.acquirable : union(past.acquirable, source.released);
  return { porf, hb, acquirable, fenced: past.fenced, released: NOTHING };
}

/** `source`: what the read half read, for the write of a read-modify-write. */
export function writeClocks(
  past: Past,
  thread: number,
  index: number,
  ordering: Ordering,
  source: Event | null,
): Clocks {
  const porf = advance(past.porf, thread, index);
  const hb = advance(past.hb, thread, index);
  const own = releases(ordering) ? hb : past.fenced;
  const released = source === null ? own : union(own, source.released);
  return { porf, hb, acquirable: past.acquirable, fenced: past.fenced, released };
}

export function fenceClocks(past: Past, thread: number, index: number, ordering: Ordering): Clocks {
  const hb = advance(past.hb, thread, index);
  if (acquires(ordering)) join(hb, past.acquirable);
  const fenced = releases(ordering) ? hb : past.fenced;
  return { porf: advance(past.porf, thread, index), hb, acquirable: past.acquirable, fenced, released: NOTHING };
}

/** An event that touches no memory. */
export function plainClocks(past: Past, thread: number, index: number): Clocks {
  const porf = advance(past.porf, thread, index);
  const hb = advance(past.hb, thread, index);
  return { porf, hb, acquirable: past.acquirable, fenced: past.fenced, released: NOTHING };
}

/** The end of thread `other`, which has `count` events, was waited for. */
export function joinClocks(past: Past, thread: number, index: number, other: number, end: Past, count: number): Clocks {
  const porf = advance(past.porf, thread, index);
  const hb = advance(past.hb, thread, index);
  join(porf, end.porf);
  join(hb, end.hb);
  // One more than there are events: what it did after the last of them happens before this too.
  while (hb.length <= other) hb.push(0);
  hb[other] = count + 1;
  return { porf, hb, acquirable: past.acquirable, fenced: past.fenced, released: NOTHING };
}

function advance(before: Prefix, thread: number, index: number): number[] {
  const clock = before.slice();
  while (clock.length <= thread) clock.push(0);
  clock[thread] = index + 1;
  return clock;
}

function union(a: Prefix, b: Prefix): Prefix {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const both = a.slice();
  join(both, b);
  return both;
}
