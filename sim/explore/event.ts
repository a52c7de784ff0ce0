/**
 * What an execution graph is made of. An event never changes once it is in a graph, so graphs share
 * them: restricting a graph to a prefix keeps its events, with their clocks and stamps, as they are.
 */
import type { Value } from "../memory/location.ts";
import type { Ordering } from "../memory/ordering.ts";
import type { Intent } from "./intent.ts";

/**
 * A read-modify-write is two events, a read and the write right after it. The first write of a
 * location is its initial value: nobody's event, before all others.
 */
export type EventKind = "read" | "write" | "fence" | "choice" | "spawn" | "join";

/** Per thread of the exploration, how many of its events are meant: the first so many. */
export type Prefix = readonly number[];

export interface Event {
  /** Number of the thread in this exploration; -1 for initial values. */
  readonly thread: number;
  /** Position in program order, from 0. */
  readonly index: number;
  readonly kind: EventKind;
  /** Number of the location in this exploration; -1 for events on none. */
  readonly location: number;
  readonly ordering: Ordering;
  /** When it was added: what a revisit may delete is decided by it. */
  readonly stamp: number;
  /** The value read or written, or the answer of a choice. */
  readonly value: Value;
  /** The write that a read reads from, also of the read that a write half belongs to; else null. */
  readonly source: Event | null;
  /** Half of a read-modify-write: the read that is followed by its write, or that write. */
  readonly updates: boolean;
  /** A read that waits for another value: its thread goes no further. */
  readonly blocked: boolean;
  /** What a read would do with other values. Renewed at each execution; null for other events. */
  intent: Intent | null;
  /** The thread spawned, or joined; the number of options of a choice; else -1. */
  readonly other: number;
  /** Program order and reads-from, up to and with this event. */
  readonly porf: Prefix;
  /** Happens-before, up to and with this event. */
  readonly hb: Prefix;
  /** Of a write: what acquiring it brings; empty for nothing. */
  readonly released: Prefix;
  /** Release views read by relaxed reads so far, for the next acquire fence of the thread. */
  readonly acquirable: Prefix;
  /** Happens-before at the last release fence of the thread; empty when there was none. */
  readonly fenced: Prefix;
  /** Scratch: position in modification order, where somebody has just numbered the location. */
  position: number;
}

/** Whether `event` is among the first events that `prefix` counts. Initial values always are. */
export function within(event: Event, prefix: Prefix): boolean {
  return event.index < (prefix[event.thread] ?? 0);
}

/** The write of the initial value of `location`. */
export function initialWrite(location: number, value: Value): Event {
  return {
    thread: -1,
    index: -1,
    kind: "write",
    location,
    ordering: "Relaxed",
    stamp: 0,
    value,
    source: null,
    updates: false,
    blocked: false,
    intent: null,
    other: -1,
    porf: [],
    hb: [],
    released: [],
    acquirable: [],
    fenced: [],
    position: 0,
  };
}
