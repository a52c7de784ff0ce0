/** Lengths of time. */
import type { Execution } from "../engine/execution.ts";
import { UsageError } from "../finding/usage-error.ts";

/** The moment `ns` from `now`, both in ns. */
export function deadline(call: string, now: number, ns: number): number {
  if (!Number.isSafeInteger(ns) || ns < 0) {
    throw new UsageError(`${call}(${ns}): give it whole nanoseconds, 0 or more`);
  }
  return now + ns;
}

/** The moment of virtual time at which the running thread's host will have seen `ns` go by. */
export function hostDeadline(call: string, { now, thread: { host } }: Execution, ns: number): number {
  if (host === null) return deadline(call, now, ns);
  return host.virtualAt(deadline(call, host.now(), ns));
}
