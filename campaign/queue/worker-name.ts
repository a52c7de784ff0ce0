/** What a worker calls itself on the queue: where it is, and how many orders it works on at once. */
import { hostname } from "node:os";

export function workerName(slots: number): string {
  // Redis allows no blanks in the name of a connection.
  return `${hostname().replaceAll(/[^\w.-]/g, "_")}.${process.pid}x${slots}`;
}

/** How many orders those called `names` work on at once. */
export function slotsOf(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + Number(/x(\d+)$/.exec(name)?.[1] ?? 1), 0);
}
