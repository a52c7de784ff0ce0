/** Random numbers that the modelled program draws: one more question to `decide`. */
import { ambient } from "../ambient.ts";
import { UsageError } from "../finding/usage-error.ts";

/** An integer, 0 <= n < `below`; 0 is the dullest. */
export function random(below: number): number {
  if (!Number.isSafeInteger(below) || below < 1) {
    throw new UsageError(`random(${below}): give it a whole number of at least 1`);
  }
  return ambient().decide("random", below);
}
