/**
 * What a memory model forbids, asked as the graph grows by one event: how far back it may look, and,
 * for an addition that is not the newest, whether the whole is still consistent.
 */
import type { Past } from "./clocks.ts";
import type { Graph } from "./graph.ts";

export interface Consistency {
  readonly name: "sc" | "rc11";
  /**
   * Position in modification order of the newest write of `location` that an event with this past
   * must know of: it reads that one or a later one, and writes after it.
   */
  floor(graph: Graph, past: Past, location: number): number;
  /** Whether the graph is consistent though something was added that is not the newest. */
  accepts(graph: Graph): boolean;
}
