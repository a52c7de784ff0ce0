/** Lengths of virtual time. */
import { UsageError } from "../finding/usage-error.ts";

/** The moment `ns` from `now`, both in ns. */
export function deadline(call: string, now: number, ns: number): number {
  if (!Number.isSafeInteger(ns) || ns < 0) {
    throw new UsageError(`${call}(${ns}): give it whole nanoseconds, 0 or more`);
  }
  return now + ns;
}
