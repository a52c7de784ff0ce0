/**
 * All executions of a small litmus program by brute force: every candidate is made and asked whether it
 * is consistent. It knows nothing of the explorer, which is tested against it.
 */
import type { Axioms } from "./axioms.ts";
import {
  type Coherence,
  coherences,
  eventsOf,
  product,
  type Reading,
  type ReferenceEvent,
  readings,
  sourcesOf,
} from "./candidates.ts";
import { readThread } from "./read.ts";
import { MOST_EVENTS } from "./relation.ts";
import { allTraces, type Trace } from "./traces.ts";

export interface Executions {
  /** Each graph as a text of its own. */
  readonly graphs: ReadonlySet<string>;
  /** The final values of registers and locations. */
  readonly outcomes: ReadonlySet<string>;
}

/** By the axioms of each; null for a program with more than so many candidates. */
export function enumerate(
  threads: readonly string[],
  axioms: readonly Axioms[],
  most = Number.POSITIVE_INFINITY,
): Executions[] | null {
  const all = allTraces(threads.map(readThread), most);
  if (all === null || all.reduce((count, { length }) => count * length, 1) > most) return null;
  const found = axioms.map(() => ({ graphs: new Set<string>(), outcomes: new Set<string>() }));
  let left = most;
  for (const traces of product(all)) {
    const events = eventsOf(traces);
    const count = countOf(events);
    if (count === 0) continue;
    left -= count;
    if (left < 0 || events.length > MOST_EVENTS) return null;
    const orders = coherences(events);
    for (const reading of readings(events)) {
      for (const [which, axiom] of axioms.entries()) {
        const accepts = axiom(reading);
        for (const coherence of orders) {
          if (!accepts(coherence.co)) continue;
          found[which]?.graphs.add(graphOf(reading, coherence));
          found[which]?.outcomes.add(outcomeOf(traces, reading, coherence));
        }
      }
    }
  }
  return found;
}

/** How many candidates there are over these events. */
function countOf(events: readonly ReferenceEvent[]): number {
  const readings = sourcesOf(events).reduce((count, [, writes]) => count * writes.length, 1);
  if (readings === 0) return 0;
  const writes = new Map<string, number>();
  let orders = 1;
  for (const { kind, at, thread } of events) {
    if (kind !== "write" || thread < 0) continue;
    const position = (writes.get(at) ?? 0) + 1;
    writes.set(at, position);
    orders *= position;
  }
  return readings * orders;
}

function graphOf({ events, sources }: Reading, { orders }: Coherence): string {
  const name = (number: number): string => {
    const { thread = -1, index = 0 } = events[number] ?? {};
    return thread < 0 ? "init" : `${thread}.${index}`;
  };
  const threads: string[][] = [];
  for (const [number, { kind, at, value, thread }] of events.entries()) {
    if (thread < 0) continue;
    while (threads.length <= thread) threads.push([]);
    const source = sources.get(number);
    threads[thread]?.push(actionText(kind, at, value, source === undefined ? null : name(source)));
  }
  const coherence = [...orders].map(([at, order]) => [at, order.slice(1).map(name)] as const);
  return graphText(threads, coherence);
}

/** `W x 1`, `R y 0 from init`, `F` */
export function actionText(kind: string, at: string, value: number, source: string | null): string {
  if (kind === "fence") return "F";
  return source === null ? `W ${at} ${value}` : `R ${at} ${value} from ${source}`;
}

/** `0: W x 1, R y 0 from init | 1: ... | x: 0.0 1.1` */
export function graphText(
  threads: readonly (readonly string[])[],
  coherence: readonly (readonly [at: string, writes: readonly string[]])[],
): string {
  const lines = threads.map((actions, thread) => `${thread}: ${actions.join(", ")}`);
  const orders = coherence
    .filter(([, writes]) => writes.length > 0)
    .map(([at, writes]) => `${at}: ${writes.join(" ")}`);
  return [...lines, ...orders.sort()].join(" | ");
}

/** What is not named is 0. Registers of several threads are told apart by their names only. */
export function outcomeText(values: Iterable<readonly [name: string, value: number]>): string {
  return [...values]
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(" ");
}

function outcomeOf(traces: readonly Trace[], { events }: Reading, { orders }: Coherence): string {
  const registers = traces.flatMap((trace) => Object.entries(trace.registers));
  const finals = [...orders].map(([at, order]) => [at, events[order[order.length - 1] ?? 0]?.value ?? 0] as const);
  return outcomeText([...registers, ...finals]);
}
