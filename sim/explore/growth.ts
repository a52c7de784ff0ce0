/**
 * How a graph grows by one event, after TruSt (Kokologiannakis, Marmanis, Gladstein, Vafeiadis: "Truly
 * Stateless, Optimal Dynamic Partial Order Reduction", POPL 2022). The graph at hand takes the newest
 * choice; each other one becomes a graph of its own, to be explored later: a read may read an older
 * write, a write may go before others, and reads that were added before a write may be answered by it.
 */
import type { Value } from "../memory/location.ts";
import type { Consistency } from "./consistency.ts";
import { type Event, within } from "./event.ts";
import { continues, type Graph, positionOf } from "./graph.ts";
import { type Intent, readingOf } from "./intent.ts";
import { makeChoice, makeRead, makeWrite, makeWriteHalf, rereading } from "./make.ts";
import { revisits } from "./revisit.ts";

export class Growth {
  /** The graphs that came up besides the one at hand: consistent, every update in them complete. */
  readonly siblings: Graph[] = [];
  private readonly consistency: Consistency;

  constructor(consistency: Consistency) {
    this.consistency = consistency;
  }

  /** A read, and its write where it is an update. Gives back the read. */
  read(graph: Graph, thread: number, location: number, intent: Intent): Event {
    const order = graph.order(location);
    const floor = this.consistency.floor(graph, graph.past(thread), location);
    for (let i = order.length - 2; i >= floor; i--) this.readOlder(graph, thread, location, intent, i);
    const read = makeRead(graph, thread, location, intent, order[order.length - 1] as Event); // not empty
    graph.add(read);
    if (read.updates) this.write(graph, makeWriteHalf(graph, read));
    return read;
  }

  store(graph: Graph, thread: number, location: number, ordering: Event["ordering"], value: Value): Event {
    const write = makeWrite(graph, thread, location, ordering, value);
    this.write(graph, write);
    return write;
  }

  /** A question that is not about memory: here it is answered 0. */
  choose(graph: Graph, thread: number, options: number): Event {
    for (let answer = options - 1; answer > 0; answer--) {
      const other = graph.copy();
      other.add(makeChoice(other, thread, options, answer));
      this.siblings.push(other);
    }
    const choice = makeChoice(graph, thread, options, 0);
    graph.add(choice);
    return choice;
  }

  /** The thread's next event reads the write at `position`, which is not the newest. */
  private readOlder(graph: Graph, thread: number, location: number, intent: Intent, position: number): void {
    const order = graph.order(location);
    const source = order[position] as Event; // the caller counts within
    const reading = readingOf(intent, source.value);
    if (reading.blocked) return; // waiting for a value that is not the newest leads nowhere
    if (reading.written !== undefined && continues(order, position + 1)) {
      // Another update read the same write; it must read this one instead, which it cannot if it came before.
      const other = order[position + 1] as Event; // `continues` found it
      if (within(other, graph.past(thread).porf) || within(other, source.porf)) return;
    }
    const grown = graph.copy();
    const read = makeRead(grown, thread, location, intent, source);
    grown.add(read);
    if (!this.consistency.accepts(grown)) return;
    if (read.updates) this.writeEverywhere(grown, makeWriteHalf(grown, read));
    else this.siblings.push(grown);
  }

  /** A write, newest in the graph at hand. */
  private write(graph: Graph, write: Event): void {
    graph.add(write);
    this.revisit(graph, write);
    const top = graph.order(write.location).length;
    for (const position of this.places(graph, write)) {
      if (position !== top) this.placed(graph, write, position);
    }
    graph.place(write, top);
  }

  /** A write in a graph that only serves to make others. */
  private writeEverywhere(graph: Graph, write: Event): void {
    graph.add(write);
    this.revisit(graph, write);
    for (const position of this.places(graph, write)) this.placed(graph, write, position);
  }

  private placed(graph: Graph, write: Event, position: number): void {
    const top = graph.order(write.location).length;
    const grown = graph.copy();
    grown.place(write, position);
    if (position !== top && !this.consistency.accepts(grown)) return;
    this.complete(grown);
  }

  /** Where a write that is in its thread already may go in modification order, newest first. */
  private places(graph: Graph, write: Event): number[] {
    const order = graph.order(write.location);
    const floor = this.consistency.floor(graph, write, write.location);
    if (write.updates && write.source !== null) {
      const position = positionOf(order, write.source) + 1;
      return position > floor && !continues(order, position) ? [position] : [];
    }
    const places: number[] = [];
    // Never between an update and what it read.
    for (let at = order.length; at > floor; at--) if (!continues(order, at)) places.push(at);
    return places;
  }

  /** The reads that may read `write`, which is in its thread but not in modification order. */
  private revisit(graph: Graph, write: Event): void {
    for (const { kept, read } of revisits(graph, write)) {
      const left = graph.restrict(kept);
      const again = rereading(left, read, write);
      left.replaceRead(read, again);
      const floor = this.consistency.floor(left, left.past(read.thread, read.index), read.location);
      const top = left.order(write.location).length;
      for (const position of this.places(left, write)) {
        // The read must not know of anything newer; one that goes on waiting waits at the newest.
        if (position <= floor || (again.blocked && position !== top)) continue;
        this.placed(left, write, position);
      }
    }
  }

  /** Adds what must come next: the write of each update of which only the read is left. */
  private complete(graph: Graph): void {
    for (const events of graph.threads) {
      const last = events[events.length - 1];
      if (last?.kind === "read" && last.updates) {
        this.writeEverywhere(graph, makeWriteHalf(graph, last));
        return;
      }
    }
    this.siblings.push(graph);
  }
}
