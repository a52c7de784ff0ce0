/** New events, with their clocks. Whoever makes one adds it to a graph. */
import type { Value } from "../memory/location.ts";
import type { FenceOrdering } from "../memory/ordering.ts";
import { type Clocks, fenceClocks, joinClocks, plainClocks, readClocks, writeClocks } from "./clocks.ts";
import type { Event, EventKind } from "./event.ts";
import type { Graph } from "./graph.ts";
import { type Intent, readingOf } from "./intent.ts";

interface Bare {
  readonly thread: number;
  readonly kind: EventKind;
  readonly index: number;
  readonly stamp: number;
  readonly clocks: Clocks;
}

type More = Partial<
  Pick<Event, "location" | "ordering" | "value" | "source" | "updates" | "blocked" | "intent" | "other">
>;

// All fields in one place and order: events are of one shape, and the searches over them stay fast.
function event({ thread, kind, index, stamp, clocks }: Bare, more: More): Event {
  return {
    thread,
    index,
    kind,
    location: more.location ?? -1,
    ordering: more.ordering ?? "Relaxed",
    stamp,
    value: more.value ?? null,
    source: more.source ?? null,
    updates: more.updates ?? false,
    blocked: more.blocked ?? false,
    intent: more.intent ?? null,
    other: more.other ?? -1,
    porf: clocks.porf,
    hb: clocks.hb,
    released: clocks.released,
    acquirable: clocks.acquirable,
    fenced: clocks.fenced,
    position: 0,
  };
}

/** The next event of `thread`: it reads `source`, and does what `intent` says of that. */
export function makeRead(graph: Graph, thread: number, location: number, intent: Intent, source: Event): Event {
  return readAt(graph, thread, graph.count(thread), graph.clock, location, intent, source);
}

/** The same read again, with its stamp, reading `source` instead. */
export function rereading(graph: Graph, read: Event, source: Event): Event {
  // A read has an intent; only events of other kinds have none.
  return readAt(graph, read.thread, read.index, read.stamp, read.location, read.intent as Intent, source);
}

function readAt(
  graph: Graph,
  thread: number,
  index: number,
  stamp: number,
  location: number,
  intent: Intent,
  source: Event,
): Event {
  const { ordering, blocked, written } = readingOf(intent, source.value);
  const clocks = readClocks(graph.past(thread, index), thread, index, ordering, source);
  const updates = written !== undefined;
  const more = { location, ordering, value: source.value, source, updates, blocked, intent };
  return event({ thread, kind: "read", index, stamp, clocks }, more);
}

/** The write half of the update whose read half is the thread's last event. */
export function makeWriteHalf(graph: Graph, read: Event): Event {
  const { thread, location, ordering, source, intent } = read;
  const value = readingOf(intent as Intent, read.value).written as Value; // `updates` said that it writes
  const index = read.index + 1;
  const clocks = writeClocks(read, thread, index, ordering, source);
  const more = { location, ordering, value, source, updates: true };
  return event({ thread, kind: "write", index, stamp: graph.clock, clocks }, more);
}

export function makeWrite(
  graph: Graph,
  thread: number,
  location: number,
  ordering: Event["ordering"],
  value: Value,
): Event {
  const index = graph.count(thread);
  const clocks = writeClocks(graph.past(thread), thread, index, ordering, null);
  return event({ thread, kind: "write", index, stamp: graph.clock, clocks }, { location, ordering, value });
}

export function makeFence(graph: Graph, thread: number, ordering: FenceOrdering): Event {
  const index = graph.count(thread);
  const clocks = fenceClocks(graph.past(thread), thread, index, ordering);
  return event({ thread, kind: "fence", index, stamp: graph.clock, clocks }, { ordering });
}

export function makeSpawn(graph: Graph, thread: number, child: number): Event {
  return plain(graph, thread, "spawn", { other: child });
}

/** `finished` has no more events to come. */
export function makeJoin(graph: Graph, thread: number, finished: number): Event {
  const index = graph.count(thread);
  const end = graph.past(finished);
  const clocks = joinClocks(graph.past(thread), thread, index, finished, end, graph.count(finished));
  return event({ thread, kind: "join", index, stamp: graph.clock, clocks }, { other: finished });
}

export function makeChoice(graph: Graph, thread: number, options: number, answer: number): Event {
  return plain(graph, thread, "choice", { other: options, value: answer });
}

function plain(graph: Graph, thread: number, kind: EventKind, more: More): Event {
  const index = graph.count(thread);
  const clocks = plainClocks(graph.past(thread), thread, index);
  return event({ thread, kind, index, stamp: graph.clock, clocks }, more);
}
