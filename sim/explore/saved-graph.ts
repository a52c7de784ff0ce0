/**
 * Graphs as JSON, for checkpoints and for other processes. Clocks are left out: they follow from the
 * rest, and would be most of it.
 */
import type { Value } from "../memory/location.ts";
import type { Ordering } from "../memory/ordering.ts";
import { type Clocks, fenceClocks, joinClocks, plainClocks, readClocks, writeClocks } from "./clocks.ts";
import { type Event, type EventKind, initialWrite } from "./event.ts";
import { Graph } from "./graph.ts";

/** Thread and index of an event; -1 and a location for its initial value. */
type Reference = readonly [thread: number, index: number];

/** JSON has no bigint. */
type SavedValue = Exclude<Value, bigint> | { readonly bigint: string };

type SavedEvent = readonly [
  kind: number,
  location: number,
  ordering: number,
  stamp: number,
  value: SavedValue,
  source: Reference | null,
  other: number,
  flags: number,
];

export interface SavedGraph {
  readonly threads: readonly (readonly SavedEvent[])[];
  /** By location: the initial value, then who wrote, in modification order; null where nobody accessed it. */
  readonly orders: readonly ({ readonly initial: SavedValue; readonly writes: readonly Reference[] } | null)[];
  readonly clock: number;
}

const KINDS: readonly EventKind[] = ["read", "write", "fence", "choice", "spawn", "join"];
const ORDERINGS: readonly Ordering[] = ["Relaxed", "Acquire", "Release", "AcqRel", "SeqCst"];
const UPDATES = 1;
const BLOCKED = 2;

export function saveGraph({ threads, writes, clock }: Graph): SavedGraph {
  return {
    threads: threads.map((events) => events.map(saveEvent)),
    orders: writes.map(([initial, ...later]) =>
      initial === undefined ? null : { initial: saveValue(initial.value), writes: later.map(reference) },
    ),
    clock,
  };
}

function saveEvent(event: Event): SavedEvent {
  const { kind, location, ordering, stamp, value, source, other, updates, blocked } = event;
  const from = source === null ? null : reference(source);
  const flags = (updates ? UPDATES : 0) | (blocked ? BLOCKED : 0);
  return [KINDS.indexOf(kind), location, ORDERINGS.indexOf(ordering), stamp, saveValue(value), from, other, flags];
}

export function loadGraph(saved: SavedGraph): Graph {
  return new Loading(saved).graph();
}

class Loading {
  private readonly saved: SavedGraph;
  private readonly initial: (Event | null)[];
  private readonly loaded = new Graph();
  /** By thread: who spawned it. */
  private readonly births = new Map<number, Reference>();

  constructor(saved: SavedGraph) {
    this.saved = saved;
    this.initial = saved.orders.map((order, location) =>
      order === null ? null : initialWrite(location, loadValue(order.initial)),
    );
    saved.threads.forEach((events, thread) => {
      events.forEach(([kind, , , , , , other], index) => {
        if (KINDS[kind] === "spawn") this.births.set(other, [thread, index]);
      });
    });
  }

  graph(): Graph {
    const { saved, loaded } = this;
    saved.threads.forEach((events, thread) => {
      loaded.thread(thread);
      if (events.length > 0) this.find([thread, events.length - 1]);
    });
    for (const reads of loaded.reads) reads.sort((a, b) => a.stamp - b.stamp);
    saved.orders.forEach((order, location) => {
      if (order === null) return;
      const writes = order.writes.map((write) => this.find(write));
      loaded.order(location).push(this.initial[location] as Event, ...writes); // there is one where there is an order
    });
    loaded.clock = saved.clock;
    return loaded;
  }

  /** The event, after whatever its clocks follow from. */
  private find([thread, index]: Reference): Event {
    if (thread < 0) return this.initial[index] as Event; // whoever reads it has the location's order
    const birth = this.births.get(thread);
    if (birth !== undefined) this.find(birth);
    const row = this.loaded.thread(thread);
    while (row.length <= index) this.loaded.add(this.load(thread, row.length));
    return row[index] as Event;
  }

  private load(thread: number, index: number): Event {
    const saved = (this.saved.threads[thread] as readonly SavedEvent[])[index] as SavedEvent; // nobody refers beyond
    const [kindNumber, location, orderingNumber, stamp, value, from, other, flags] = saved;
    const kind = KINDS[kindNumber] as EventKind;
    const ordering = ORDERINGS[orderingNumber] as Ordering;
    const source = from === null ? null : this.find(from);
    return {
      thread,
      index,
      kind,
      location,
      ordering,
      stamp,
      value: loadValue(value),
      source,
      updates: (flags & UPDATES) !== 0,
      blocked: (flags & BLOCKED) !== 0,
      intent: null,
      other,
      ...this.clocks(thread, index, kind, ordering, source, other),
      position: 0,
    };
  }

  private clocks(
    thread: number,
    index: number,
    kind: EventKind,
    ordering: Ordering,
    source: Event | null,
    other: number,
  ): Clocks {
    const past = this.loaded.past(thread, index);
    switch (kind) {
      case "read":
        return readClocks(past, thread, index, ordering, source as Event); // reads have sources
      case "write":
        return writeClocks(past, thread, index, ordering, source);
      case "fence":
        return fenceClocks(past, thread, index, ordering);
      case "join": {
        const count = this.saved.threads[other]?.length ?? 0;
        if (count > 0) this.find([other, count - 1]);
        return joinClocks(past, thread, index, other, this.loaded.past(other), count);
      }
      default:
        return plainClocks(past, thread, index);
    }
  }
}

function reference({ thread, index, location }: Event): Reference {
  return thread < 0 ? [-1, location] : [thread, index];
}

function saveValue(value: Value): SavedValue {
  return typeof value === "bigint" ? { bigint: String(value) } : value;
}

function loadValue(saved: SavedValue): Value {
  return typeof saved === "object" && saved !== null ? BigInt(saved.bigint) : saved;
}
