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

/**
 * `write` is in its thread, and not yet in modification order. A revisit deletes everything younger than
 * the read that is not in the past of `write`; whether something may be deleted does not depend on the
 * read. So the reads younger than the youngest thing that may not be deleted are the ones.
 */
export function revisits(graph: Graph, write: Event): Revisit[] {
  const found: Revisit[] = [];
  // Mostly there is nobody to ask.
  if (graph.readsOf(write.location).every((read) => within(read, write.porf))) return found;
  for (const event of youngestFirst(graph, write)) {
    if (!newest(graph, event, write)) break;
    if (event.kind !== "read" || event.location !== write.location) continue;
    const kept = graph.threads.map((events, thread) =>
      Math.max(addedUpTo(events, event.stamp), write.porf[thread] ?? 0),
    );
    found.push({ kept, read: event });
  }
  return found;
}

/** All events that are not in the past of `write`. */
function youngestFirst(graph: Graph, write: Event): Event[] {
  const events = graph.threads.flatMap((thread, number) => thread.slice(write.porf[number] ?? 0));
  return events.sort((a, b) => b.stamp - a.stamp);
}

/** How many of a thread's events are not younger than `stamp`. */
function addedUpTo(events: readonly Event[], stamp: number): number {
  let count = events.length;
  while (count > 0 && (events[count - 1] as Event).stamp > stamp) count--;
  return count;
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
