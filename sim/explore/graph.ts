/**
 * An execution graph: each thread's events in program order, each location's writes in modification
 * order, and who reads from whom (kept with the reads).
 */
import type { Value } from "../memory/location.ts";
import { birth, NO_PAST, type Past } from "./clocks.ts";
import { type Event, initialWrite, type Prefix, within } from "./event.ts";

export class Graph {
  /** By thread number, in program order. */
  readonly threads: Event[][];
  /** By location number, in modification order, the initial value first; empty: not accessed yet. */
  readonly writes: Event[][];
  /** By location number, in no particular order. */
  readonly reads: Event[][];
  /** By thread number, the event that spawned it; null for the main thread and for threads not spawned. */
  readonly births: (Event | null)[];
  /** The stamp of the next event. */
  clock: number;

  constructor(
    threads: Event[][] = [],
    writes: Event[][] = [],
    reads: Event[][] = [],
    births: (Event | null)[] = [],
    clock = 1,
  ) {
    this.threads = threads;
    this.writes = writes;
    this.reads = reads;
    this.births = births;
    this.clock = clock;
  }

  copy(): Graph {
    const { threads, writes, reads, births, clock } = this;
    return new Graph(threads.map(sliced), writes.map(sliced), reads.map(sliced), births.slice(), clock);
  }

  /** The events of a thread, for adding to. */
  thread(number: number): Event[] {
    return row(this.threads, number);
  }

  /** How many events a thread has. */
  count(number: number): number {
    return this.threads[number]?.length ?? 0;
  }

  /** What the event at `index` of a thread begins with; by default the next one. */
  past(number: number, index = this.count(number)): Past {
    const before = this.threads[number]?.[index - 1];
    if (before !== undefined) return before;
    const spawn = this.births[number] ?? null;
    return spawn === null ? NO_PAST : birth(spawn);
  }

  /** The writes of a location that has been touched. */
  order(location: number): Event[] {
    return row(this.writes, location);
  }

  readsOf(location: number): Event[] {
    return row(this.reads, location);
  }

  /** A location is accessed for the first time. */
  touch(location: number, initial: Value): void {
    const order = this.order(location);
    if (order.length === 0) order.push(initialWrite(location, initial));
  }

  /** Adds an event at the end of its thread; where a write goes in modification order is `place`. */
  add(event: Event): void {
    this.thread(event.thread).push(event);
    if (event.kind === "read") this.readsOf(event.location).push(event);
    if (event.kind === "spawn") this.setBirth(event);
    if (event.stamp >= this.clock) this.clock = event.stamp + 1;
  }

  private setBirth(spawn: Event): void {
    while (this.births.length <= spawn.other) this.births.push(null);
    this.births[spawn.other] = spawn;
  }

  /** Puts a write at `position` of its location's modification order. */
  place(write: Event, position: number): void {
    this.order(write.location).splice(position, 0, write);
  }

  /** Replaces the last event of a thread, a read, by itself with another source. */
  replaceRead(before: Event, after: Event): void {
    const events = this.thread(before.thread);
    events[before.index] = after;
    const reads = this.readsOf(before.location);
    reads[reads.indexOf(before)] = after;
  }

  /** The graph of the first events that `kept` counts: of locations that nobody accesses then, nothing. */
  restrict(kept: Prefix): Graph {
    const threads = this.threads.map((events, number) => events.slice(0, kept[number] ?? 0));
    const stays = (event: Event): boolean => event.thread < 0 || within(event, kept);
    const reads = this.reads.map((events) => events.filter(stays));
    const writes = this.writes.map((events, location) => {
      const left = events.filter(stays);
      return left.length === 1 && (reads[location]?.length ?? 0) === 0 ? [] : left;
    });
    const births = this.births.map((spawn) => (spawn !== null && stays(spawn) ? spawn : null));
    return new Graph(threads, writes, reads, births, this.clock);
  }
}

function row(rows: Event[][], number: number): Event[] {
  while (rows.length <= number) rows.push([]);
  return rows[number] as Event[]; // grown right above
}

function sliced(events: readonly Event[]): Event[] {
  return events.slice();
}

/** Position of `write` in modification order. */
export function positionOf(order: readonly Event[], write: Event): number {
  for (let i = order.length - 1; i >= 0; i--) if (order[i] === write) return i;
  throw new Error("a write is missing in its location's modification order");
}

/** Whether the write at `position` is the write half of an update that read the one before it. */
export function continues(order: readonly Event[], position: number): boolean {
  const write = order[position];
  return write?.updates === true && write.source === order[position - 1];
}
