/** An execution graph for people: what each event was called, who read from whom, what was known. */
import { type Event, within } from "./event.ts";
import type { Graph } from "./graph.ts";
import { replayOrder } from "./replay-order.ts";

export interface WitnessEvent {
  /** `0.1:3`: path of the thread, and position in its program order, from 1. */
  readonly id: string;
  /** Path of the thread. */
  readonly thread: string;
  /** As in `x.load(Acquire)`. */
  readonly call: string;
  /** What it gave back; "" where there is nothing to say. */
  readonly result: string;
  /** Label of the location; null for events on none. */
  readonly object: string | null;
  readonly access: "read" | "write" | "update" | "fence" | "other";
  /** Id of the event read from, `init` for the initial value; null for events that do not read. */
  readonly readsFrom: string | null;
}

export interface Witness {
  readonly threads: readonly { readonly path: string; readonly name: string }[];
  /** In an order that fits program order and reads-from; an update is one event. */
  readonly events: readonly WitnessEvent[];
  /** By location: who wrote, in modification order, without the initial value. */
  readonly coherence: readonly { readonly object: string; readonly writes: readonly string[] }[];
  /** Of two different events, whether the first happens before the second. */
  happensBefore(a: string, b: string): boolean;
  /** Reads or fences that acquired, each with the write whose release it joined. */
  readonly synchronizes: readonly (readonly [from: string, to: string])[];
}

/** What an execution along the graph said of an event. */
export interface Spoken {
  readonly call: string;
  readonly result: string;
  readonly object: string | null;
}

export function witnessOf(
  graph: Graph,
  threads: readonly { readonly path: string; readonly name: string }[],
  spoken: ReadonlyMap<Event, Spoken>,
): Witness {
  const idOf = (event: Event): string =>
    event.thread < 0 ? "init" : `${threads[event.thread]?.path}:${positionOf(graph, event)}`;
  const shown = replayOrder(graph, false).filter((event) => !isSecondHalf(event));
  const byId = new Map(shown.map((event) => [idOf(event), event]));
  const events = shown.map((event): WitnessEvent => {
    const { call = event.kind, result = "", object = null } = spoken.get(event) ?? {};
    const source = event.kind === "read" && event.source !== null ? idOf(event.source) : null;
    return {
      id: idOf(event),
      thread: threads[event.thread]?.path ?? "",
      call,
      result,
      object,
      access: accessOf(event),
      readsFrom: source,
    };
  });
  const labels = new Map(shown.map((event) => [event.location, spoken.get(event)?.object ?? null]));
  const coherence = graph.writes.flatMap((order, location) => {
    const object = labels.get(location) ?? null;
    return object === null || order.length < 2 ? [] : [{ object, writes: order.slice(1).map(idOf) }];
  });
  return {
    threads,
    events,
    coherence,
    happensBefore: (a, b) => {
      const [first, second] = [byId.get(a), byId.get(b)];
      return first !== undefined && second !== undefined && first !== second && within(first, second.hb);
    },
    synchronizes: shown.flatMap((event) => synchronizes(event).map((from) => [idOf(from), idOf(event)] as const)),
  };
}

/** The write that `read` acquired something from, if it did. */
function synchronizes(read: Event): Event[] {
  const { source, kind, ordering } = read;
  if (kind !== "read" || source === null || source.thread < 0 || source.thread === read.thread) return [];
  const acquires = ordering !== "Relaxed" && ordering !== "Release";
  return acquires && source.released.length > 0 ? [source] : [];
}

function accessOf({ kind, updates }: Event): WitnessEvent["access"] {
  if (kind === "read") return updates ? "update" : "read";
  return kind === "write" || kind === "fence" ? kind : "other";
}

function isSecondHalf({ kind, updates }: Event): boolean {
  return kind === "write" && updates;
}

/** In program order, from 1, an update counting as one. */
function positionOf(graph: Graph, { thread, index }: Event): number {
  const upTo = graph.threads[thread]?.slice(0, index + 1) ?? [];
  return upTo.filter((event) => !isSecondHalf(event)).length;
}
