/**
 * The only door to `seedrandom`. `alea`, for speed; canonical strings only, because the library
 * takes 42 and "42" for different seeds and silently draws an undefined one from entropy.
 */
import seedrandom from "seedrandom";
import { UsageError } from "../finding/usage-error.ts";

/** A stream of numbers in [0, 1), 32 bits each. */
export type Stream = () => number;

/**
 * The stream `purpose` of `seed`: streams forked from one seed do not move each other. Throws a
 * `UsageError` for a seed that is not a non-empty string.
 */
export function stream(seed: string, purpose: string): Stream {
  requireSeed(seed);
  return seedrandom.alea(`${seed}/${purpose}`);
}

/** Refuses what is not a seed, before anything is drawn from it. */
export function requireSeed(seed: string): void {
  if (typeof seed === "string" && seed !== "") return;
  throw new UsageError(`the seed is ${seed === "" ? "empty" : String(seed)}: give any non-empty string`);
}
