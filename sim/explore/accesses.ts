/**
 * What an execution along a graph did, access by access, in terms of the operational `rc11`: of how
 * many newer stores each load took no notice, and how far from the end each store went.
 */
import type { Thread } from "../engine/thread.ts";
import { type Event, initialWrite } from "./event.ts";
import type { Graph } from "./graph.ts";

export class Accesses {
  private readonly log: { readonly event: Event; readonly index: number; readonly steps: number }[] = [];

  clear(): void {
    this.log.length = 0;
  }

  /** `thread` executes `event` now. */
  add({ index, steps }: Thread, event: Event): void {
    if (event.kind === "read" || event.kind === "write") this.log.push({ event, index, steps });
  }

  /** By `keyOf` the thread when it asks: how many newer stores there were. */
  newer(graph: Graph): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    /** By location: the stores executed so far, in modification order. */
    const stores: Event[][] = [];
    for (const { event, ...when } of this.log) {
      const key = keyOf(when);
      const order = graph.order(event.location);
      stores[event.location] ??= [order[0] ?? initialWrite(event.location, null)];
      const sofar = stores[event.location] as Event[];
      if (event.kind === "read") {
        found.set(key, sofar.length - 1 - sofar.indexOf(event.source as Event));
      } else {
        const place = order.indexOf(event);
        let at = sofar.length;
        while (order.indexOf(sofar[at - 1] as Event) > place) at--;
        // An update goes where the read of the same step said.
        if (!event.updates) found.set(key, sofar.length - at);
        sofar.splice(at, 0, event);
      }
    }
    return found;
  }
}

/** The thread and its step: the same in both executions. */
export function keyOf({ index, steps }: Pick<Thread, "index" | "steps">): string {
  return `${index}:${steps}`;
}
