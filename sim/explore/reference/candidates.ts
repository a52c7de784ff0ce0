/** Every way in which traces could have come about: who reads from whom, and the writes in which order. */
import { acyclic, type Relation, relation, union } from "./relation.ts";
import type { Action, Trace } from "./traces.ts";

/** `thread` -1: the initial values, one event for each location. */
export interface ReferenceEvent extends Action {
  readonly thread: number;
  /** Position in program order. */
  readonly index: number;
}

/** Events, and who reads from whom. */
export interface Reading {
  readonly events: readonly ReferenceEvent[];
  /** Initial values come before all else. */
  readonly po: Relation;
  readonly rf: Relation;
  /** From the read to the write of each read-modify-write. */
  readonly rmw: Relation;
  /** By read, the number of the event it reads from. */
  readonly sources: ReadonlyMap<number, number>;
}

export interface Coherence {
  readonly co: Relation;
  /** By location, its writes in coherence order, the initial one first. */
  readonly orders: ReadonlyMap<string, readonly number[]>;
}

export function eventsOf(traces: readonly Trace[]): ReferenceEvent[] {
  const own = traces.flatMap(({ actions }, thread) => actions.map((action, index) => ({ ...action, thread, index })));
  const places = [...new Set(own.map(({ at }) => at).filter((at) => at !== ""))].sort();
  const initial = places.map((at, index): ReferenceEvent => {
    return { kind: "write", at, value: 0, ordering: "rlx", updates: false, thread: -1, index };
  });
  return [...initial, ...own];
}

/** By read, the writes that it may read from. */
export function sourcesOf(events: readonly ReferenceEvent[]): [read: number, writes: number[]][] {
  const numbers = events.map((_, number) => number);
  return numbers
    .filter((read) => events[read]?.kind === "read")
    .map((read) => [read, numbers.filter((write) => fits(events[write], events[read]))]);
}

function fits(write?: ReferenceEvent, read?: ReferenceEvent): boolean {
  return write?.kind === "write" && write.at === read?.at && write.value === read.value;
}

/** All readings without a cycle of program order and reads-from: with one, no order of writes would help. */
export function readings(events: readonly ReferenceEvent[]): Reading[] {
  const choices = sourcesOf(events).map(([read, writes]) => writes.map((write) => [read, write] as const));
  const po = between(events, (a, b) => (a.thread < 0 ? b.thread >= 0 : a.thread === b.thread && a.index < b.index));
  const rmw = between(events, (a, b) => a.updates && a.kind === "read" && a.thread === b.thread && follows(a, b));
  return product(choices)
    .map((pairs) => new Map(pairs))
    .map((sources) => ({ events, po, rmw, sources, rf: relation(events.length, (a, b) => sources.get(b) === a) }))
    .filter(({ rf }) => acyclic(union(po, rf)));
}

const follows = (a: ReferenceEvent, b: ReferenceEvent): boolean => b.index === a.index + 1;

function between(
  events: readonly ReferenceEvent[],
  holds: (a: ReferenceEvent, b: ReferenceEvent) => boolean,
): Relation {
  return relation(events.length, (a, b) => holds(events[a] as ReferenceEvent, events[b] as ReferenceEvent));
}

/** All ways to put each location's writes into a total order, the initial one first. */
export function coherences(events: readonly ReferenceEvent[]): Coherence[] {
  const writes = events.map((_, number) => number).filter((number) => events[number]?.kind === "write");
  const places = writes.filter((number) => events[number]?.thread === -1).map((number) => events[number]?.at ?? "");
  const choices = places.map((at) => {
    const [initial = 0, ...later] = writes.filter((number) => events[number]?.at === at);
    return permutations(later).map((order) => [at, [initial, ...order]] as const);
  });
  return product(choices).map((orders) => ({
    co: relation(events.length, (a, b) => orders.some(([, order]) => before(order, a, b))),
    orders: new Map(orders),
  }));
}

function before(order: readonly number[], a: number, b: number): boolean {
  const at = order.indexOf(a);
  return at >= 0 && order.indexOf(b) > at;
}

function permutations(of: readonly number[]): number[][] {
  if (of.length === 0) return [[]];
  return of.flatMap((first) => permutations(of.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

/** One of each, in all ways. */
export function product<T>(choices: readonly (readonly T[])[]): T[][] {
  return choices.reduce<T[][]>((all, options) => all.flatMap((some) => options.map((one) => [...some, one])), [[]]);
}
