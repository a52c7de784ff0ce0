/** Waits until one of several pieces of work is done, for a moment at most. */
import { setTimeout as pause } from "node:timers/promises";

export async function firstOf(underWay: Iterable<Promise<void>>, atMostMs: number): Promise<void> {
  const timer = new AbortController();
  const moment = pause(atMostMs, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([moment, ...underWay]);
  timer.abort();
}
