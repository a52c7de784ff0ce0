/** What the memory has to do with it: unordered accesses to plain memory, and loads that saw an older store. */
import type { Report, TraceEvent } from "../../sim/index.ts";
import { missingOrder } from "./ordering.ts";
import { at, conflict, told } from "./phrases.ts";

/** More are not told one by one. */
const STALE_MAX = 4;

/** Of a data race: both accesses with their places, and what would have ordered them. */
export function dataRace({ finding, trace }: Report): string[] {
  const last = trace.at(-1);
  if (finding.kind !== "data-race" || last === undefined) return [];
  const other = trace
    .slice(0, -1)
    .findLast((event) => conflict(event, last) && finding.message.includes(`"${event.name}"`));
  if (other === undefined) return [`${told(last)}${at(last)}.`, "The other access was that of making it."];
  return [`${told(other)}${at(other)}.`, `${told(last)}${at(last)}.`, missingOrder(trace, other, last)];
}

/** Each load that saw an older store, what it missed, and why it could. */
export function staleReads({ trace }: Report): string[] {
  const stale = trace.filter((event) => event.stale);
  const lines = stale.slice(0, STALE_MAX).flatMap((read) => staleRead(trace, read));
  const more = stale.length - STALE_MAX;
  return more > 0 ? [...lines, `So did ${more} more steps.`] : lines;
}

function staleRead(trace: readonly TraceEvent[], read: TraceEvent): string[] {
  const newer = trace
    .slice(0, read.index - 1)
    .findLast((event) => event.index !== read.readsFrom && conflict(event, read));
  const from = read.readsFrom === null ? "its first value" : `the value of step ${read.readsFrom}`;
  if (newer === undefined) return [`${told(read)}: ${from}.`];
  return [`${told(read)}: ${from}, though ${told(newer)}.`, missingOrder(trace, newer, read)];
}
