/**
 * Where the steps of a recording stand in time. Where virtual time moves, at their virtual time, each
 * a nanosecond long and none before the end of the one before: the order of steps is never lost.
 * Otherwise at their numbers, each a microsecond long.
 */
import type { Recording } from "../../sim/index.ts";

const NS_PER_US = 1_000;

export interface Timeline {
  /** Where step `index` (from 1) begins, in µs; a number beyond the last step stands behind it. */
  startUs(index: number): number;
  readonly stepUs: number;
  /** Virtual time moves in it. */
  readonly virtual: boolean;
}

export function timelineOf({ trace }: Pick<Recording, "trace">): Timeline {
  if (!trace.some(({ timeNs }) => timeNs > 0)) return { startUs: (index) => index, stepUs: 1, virtual: false };
  const starts: number[] = [];
  let endNs = 0;
  for (const { timeNs } of trace) {
    const startNs = Math.max(timeNs, endNs);
    starts.push(startNs);
    endNs = startNs + 1;
  }
  const startNs = (index: number): number => starts[index - 1] ?? endNs + (index - 1 - starts.length);
  return { startUs: (index) => startNs(index) / NS_PER_US, stepUs: 1 / NS_PER_US, virtual: true };
}
