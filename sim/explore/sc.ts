/**
 * `sc`: program order, reads-from, modification order and from-reads together have no cycle. What an
 * event must know of is all that comes before it in any of them, found by walking backwards.
 */
import { join } from "../memory/vector-clock.ts";
import type { Past } from "./clocks.ts";
import type { Consistency } from "./consistency.ts";
import { type Event, type Prefix, within } from "./event.ts";
import type { Graph } from "./graph.ts";

export const SC: Consistency = {
  name: "sc",

  floor(graph: Graph, past: Past, location: number): number {
    const order = graph.order(location);
    const top = order.length - 1;
    if (top === 0 || within(order[top] as Event, past.porf)) return top;
    const known = before(graph, past.porf);
    for (let i = top; i > 0; i--) if (within(order[i] as Event, known)) return i;
    return 0;
  },

  // Nothing can come after a new event of a thread but what it is placed before, and `floor` saw to that.
  accepts: () => true,
};

/** All events before those of `start`, them included: of each thread the first so many. */
export function before(graph: Graph, start: Prefix): Prefix {
  const known = start.slice();
  const walked = new Array<number>(known.length).fill(0);
  for (let more = true; more; ) {
    more = false;
    for (let thread = 0; thread < known.length; thread++) {
      while ((walked[thread] ?? 0) < (known[thread] as number)) {
        const at = walked[thread] ?? 0;
        walked[thread] = at + 1;
        more = true;
        const event = graph.threads[thread]?.[at];
        if (event?.kind === "write") addEarlier(graph, event, known);
      }
    }
  }
  return known;
}

/** Adds what a write comes after besides its own past: the write before it, and whoever read that. */
function addEarlier(graph: Graph, write: Event, known: number[]): void {
  const order = graph.order(write.location);
  const at = order.indexOf(write);
  if (at < 1) return; // not placed yet
  const previous = order[at - 1] as Event;
  join(known, previous.porf);
  for (const read of graph.readsOf(write.location)) {
    if (read.source === previous && !(read.thread === write.thread && read.index === write.index - 1)) {
      join(known, read.porf);
    }
  }
}
