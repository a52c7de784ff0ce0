/**
 * Which reads a new write may answer though they came before it. What was added after such a read, and
 * is not part of the write's own past, is deleted; to come to each graph once, that is done only where
 * the read and all that is deleted made the newest choices at the time.
 */
import { type Event, type Prefix, within } from "./event.ts";
import type { Graph } from "./graph.ts";

export interface Revisit {
  /** Of each thread, how many events are kept; the read is the last of its thread. */
  readonly kept: Prefix;
  readonly read: Event;
}

/** `write` is in its thread, and not yet in modification order. */
export function revisits(graph: Graph, write: Event): Revisit[] {
  const found: Revisit[] = [];
  for (const read of graph.readsOf(write.location)) {
    if (within(read, write.porf)) continue;
    const kept = graph.threads.map((events, thread) =>
      Math.max(addedUpTo(events, read.stamp), write.porf[thread] ?? 0),
    );
    if (deletable(graph, kept, read, write)) found.push({ kept, read });
  }
  return found;
}

/** How many of a thread's events are not younger than `stamp`. */
function addedUpTo(events: readonly Event[], stamp: number): number {
  let count = events.length;
  while (count > 0 && (events[count - 1] as Event).stamp > stamp) count--;
  return count;
}

function deletable(graph: Graph, kept: Prefix, read: Event, write: Event): boolean {
  if (!newest(graph, read, write)) return false;
  for (let thread = 0; thread < graph.threads.length; thread++) {
    const events = graph.threads[thread] as Event[]; // thread < length
    for (let i = events.length - 1; i >= (kept[thread] ?? 0); i--) {
      const event = events[i] as Event; // i < length
      if (event !== write && !newest(graph, event, write)) return false;
    }
  }
  return true;
}

/** Whether `event` made the newest choice, looking only at what was there then and at the past of `write`. */
function newest(graph: Graph, event: Event, write: Event): boolean {
  switch (event.kind) {
    case "choice":
      return event.value === 0;
    case "read":
      return noneLater(graph, event, event.source as Event, write); // reads have sources
    case "write": {
      for (const read of graph.readsOf(event.location)) {
        if (read.source === event && known(read, event, write)) return false;
      }
      return noneLater(graph, event, event, write);
    }
    default:
      return true;
  }
}

/** No write that is later in modification order than `from` is known to `event`. */
function noneLater(graph: Graph, event: Event, from: Event, write: Event): boolean {
  const order = graph.order(event.location);
  for (let i = order.length - 1; i >= 0; i--) {
    const later = order[i] as Event; // i < length
    if (later === from) return true;
    if (known(later, event, write)) return false;
  }
  return true;
}

function known(one: Event, event: Event, write: Event): boolean {
  return one !== write && (one.stamp <= event.stamp || within(one, write.porf));
}
