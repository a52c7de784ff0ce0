/** An execution graph as text: alike for graphs that are alike, however they were found. */
import type { Event } from "../explore/event.ts";
import type { Graph } from "../explore/graph.ts";

/** Program order with reads-from, and modification order, in the numbers of one exploration. */
export function graphKey({ threads, writes }: Graph): string {
  const lines = threads.map((events) => events.map(keyOf).join(" "));
  const orders = writes.map((order) => order.map(idOf).join(" "));
  return `${lines.join("\n")}\n\n${orders.join("\n")}`;
}

function keyOf({ kind, location, value, source, other }: Event): string {
  return `${kind} ${location} ${value} ${source === null ? other : idOf(source)};`;
}

function idOf({ thread, index }: Event): string {
  return `${thread}.${index}`;
}
