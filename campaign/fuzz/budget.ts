/** When a campaign ends, and how its executions are dealt out to the scenarios. */

/** So many executions in total, spread evenly over the scenarios; or a span of time. */
export type Budget = { readonly iterations: number } | { readonly seconds: number };

/** In the first round each scenario gets this many executions; the rounds grow from there. */
const FIRST_ROUND = 16;
/** A round over all scenarios that takes longer does not grow further: all get their turns. */
const ROUND_MS = 500;
/** The longer a campaign lasts the longer its rounds may be: this part of it so far, up to ten minutes. */
const ROUND_PART = 0.05;
const ROUND_MS_MAX = 600_000;

/** How many executions scenario `at` of `of` gets of `iterations`: at least one, evenly otherwise. */
export function share(iterations: number, at: number, of: number): number {
  const even = Math.floor(iterations / of);
  return Math.max(1, even + (at < iterations % of ? 1 : 0));
}

/** The size of the round after one of `size` executions each that took `tookMs`, in a campaign of `soFarMs`. */
export function nextRound(size: number | null, tookMs: number, soFarMs: number): number {
  if (size === null) return FIRST_ROUND;
  const longest = Math.max(ROUND_MS, Math.min(soFarMs * ROUND_PART, ROUND_MS_MAX));
  return tookMs * 2 < longest ? size * 2 : size;
}
