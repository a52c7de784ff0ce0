/** `MissedTickBehavior`: when an interval that is behind ticks next. */

/**
 * - `burst`: as if nothing had happened, so that ticks follow at once until it has caught up
 * - `delay`: a period from now; the ticks after it count from there
 * - `skip`: at the next multiple of the period from the first tick; those in between never come
 */
export type MissedTickBehavior = "burst" | "delay" | "skip";

/** A tick counts as missed when it comes later than this: less is what timers are late by themselves. */
export const MISSED_AFTER_NS = 5_000_000;

/** When the tick after the one that was due at `due` is due; all in ns, `now` not before `due`. */
export function nextTick(behavior: MissedTickBehavior, due: number, now: number, period: number): number {
  if (now <= due + MISSED_AFTER_NS) return due + period;
  switch (behavior) {
    case "burst":
      return due + period;
    case "delay":
      return now + period;
    case "skip":
      return now + period - ((now - due) % period);
  }
}
