/**
 * `rc11`: an event must know of a write that happens before it, and of one that was read by something
 * that happens before it. Sequentially consistent accesses and fences: see `psc.ts`.
 */
import type { Past } from "./clocks.ts";
import type { Consistency } from "./consistency.ts";
import { type Event, within } from "./event.ts";
import type { Graph } from "./graph.ts";
import { pscAccepts } from "./psc.ts";

export const RC11: Consistency = {
  name: "rc11",

  floor(graph: Graph, past: Past, location: number): number {
    const order = graph.order(location);
    const top = order.length - 1;
    if (top === 0 || within(order[top] as Event, past.hb)) return top;
    let floor = 0;
    for (let i = top; i > 0; i--) {
      const write = order[i] as Event; // i <= top
      write.position = i;
      if (floor === 0 && within(write, past.hb)) floor = i;
    }
    for (const read of graph.readsOf(location)) {
      const position = read.source?.position ?? 0;
      if (position > floor && within(read, past.hb)) floor = position;
    }
    return floor;
  },

  accepts: pscAccepts,
};
