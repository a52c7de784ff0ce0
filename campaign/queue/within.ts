import { setTimeout as pause } from "node:timers/promises";

/** Waits for `work`, however it ends, but not longer than `ms`. */
export async function within(work: Promise<unknown>, ms: number): Promise<void> {
  const timer = new AbortController();
  const over = pause(ms, undefined, { signal: timer.signal });
  await Promise.race([work, over].map((either) => either.catch(() => undefined)));
  timer.abort();
}
