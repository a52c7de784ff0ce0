/** Graphs as JSON: for checkpoints, and for other processes. */
import type { Value } from "../memory/location.ts";
import { type Event, initialWrite } from "./event.ts";
import { Graph } from "./graph.ts";

/** Thread and index of an event; -1 and a location for its initial value. */
type Reference = readonly [thread: number, index: number];

/** JSON has no bigint. */
type SavedValue = Exclude<Value, bigint> | { readonly bigint: string };

type Kept =
  | "kind"
  | "location"
  | "ordering"
  | "stamp"
  | "updates"
  | "blocked"
  | "other"
  | "porf"
  | "hb"
  | "released"
  | "acquirable"
  | "fenced";

type SavedEvent = Pick<Event, Kept> & { readonly value: SavedValue; readonly source: Reference | null };

export interface SavedGraph {
  readonly threads: readonly (readonly SavedEvent[])[];
  /** By location: the initial value, then who wrote, in modification order; null where nobody accessed it. */
  readonly orders: readonly ({ readonly initial: SavedValue; readonly writes: readonly Reference[] } | null)[];
  readonly clock: number;
}

export function saveGraph({ threads, writes, clock }: Graph): SavedGraph {
  return {
    threads: threads.map((events) => events.map(saveEvent)),
    orders: writes.map(([initial, ...later]) =>
      initial === undefined ? null : { initial: saveValue(initial.value), writes: later.map(reference) },
    ),
    clock,
  };
}

export function loadGraph(saved: SavedGraph): Graph {
  const initial = saved.orders.map((order, location) =>
    order === null ? null : initialWrite(location, loadValue(order.initial)),
  );
  const loaded: Event[][] = saved.threads.map(() => []);
  const find = ([thread, index]: Reference): Event => {
    if (thread < 0) return initial[index] as Event; // whoever reads an initial value has its location's order
    const row = loaded[thread] as Event[];
    const known = row[index];
    if (known !== undefined) return known;
    const { source, value, ...rest } = (saved.threads[thread] as readonly SavedEvent[])[index] as SavedEvent;
    const event: Event = {
      ...rest,
      thread,
      index,
      value: loadValue(value),
      source: source === null ? null : find(source),
      intent: null,
      position: 0,
    };
    row[index] = event;
    return event;
  };
  const graph = new Graph();
  saved.threads.forEach((events, thread) => {
    for (let index = 0; index < events.length; index++) graph.add(find([thread, index]));
  });
  for (const reads of graph.reads) reads.sort((a, b) => a.stamp - b.stamp);
  saved.orders.forEach((order, location) => {
    if (order !== null) graph.order(location).push(initial[location] as Event, ...order.writes.map(find));
  });
  graph.clock = saved.clock;
  return graph;
}

function saveEvent(event: Event): SavedEvent {
  const { kind, location, ordering, stamp, updates, blocked, other, porf, hb, released, acquirable, fenced } = event;
  const kept = { kind, location, ordering, stamp, updates, blocked, other, porf, hb, released, acquirable, fenced };
  return { ...kept, value: saveValue(event.value), source: event.source === null ? null : reference(event.source) };
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
