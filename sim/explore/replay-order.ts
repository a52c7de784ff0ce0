/**
 * An order in which the events of a graph can be executed again. It fits program order, reads-from,
 * spawns and joins, not the stamps: a revisited read is older than the write that it reads. Under `sc`
 * it fits modification order and from-reads too, so that it is an interleaving.
 */
import type { Event } from "./event.ts";
import type { Graph } from "./graph.ts";

/** All events but the blocked ones, each once; the two halves of an update one after the other. */
export function replayOrder(graph: Graph, interleaving: boolean): Event[] {
  return new Ordering(graph, interleaving).sort();
}

class Ordering {
  private readonly graph: Graph;
  private readonly interleaving: boolean;
  private readonly order: Event[] = [];
  private readonly done: number[];

  constructor(graph: Graph, interleaving: boolean) {
    this.graph = graph;
    this.interleaving = interleaving;
    this.done = graph.threads.map(() => 0);
  }

  sort(): Event[] {
    const { threads } = this.graph;
    for (let thread = 0; thread < threads.length; thread++) {
      this.reach(thread, (threads[thread] as Event[]).length); // thread < length
    }
    return this.order;
  }

  /** Brings the first `count` events of a thread into the order, and before each what it needs. */
  private reach(thread: number, count: number): void {
    const events = this.graph.threads[thread];
    if (events === undefined) return;
    while ((this.done[thread] as number) < count) {
      const at = this.done[thread] as number;
      const event = events[at] as Event; // at < count
      if (event.blocked) return;
      const half = event.kind === "read" && event.updates ? events[at + 1] : undefined;
      this.need(event);
      if (half !== undefined) this.need(half, event);
      // What it needed may have needed it, by way of its thread's earlier events only: it is still the next.
      this.order.push(event);
      if (half !== undefined) this.order.push(half);
      this.done[thread] = at + (half === undefined ? 1 : 2);
    }
  }

  private need(event: Event, firstHalf: Event | null = null): void {
    const { graph } = this;
    if (event.index === 0) this.after(graph.births[event.thread] ?? null);
    if (event.source !== null && firstHalf === null) this.after(event.source);
    if (event.kind === "join") this.reach(event.other, graph.count(event.other));
    if (!this.interleaving || event.kind !== "write") return;
    const order = graph.order(event.location);
    const previous = order[order.indexOf(event) - 1] as Event; // the initial value is before all
    this.after(previous);
    for (const read of graph.readsOf(event.location)) {
      if (read.source === previous && read !== firstHalf) this.after(read);
    }
  }

  private after(event: Event | null): void {
    if (event !== null && event.thread >= 0) this.reach(event.thread, event.index + 1);
  }
}
