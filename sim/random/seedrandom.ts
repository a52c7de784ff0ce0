/**
 * The only door to `seedrandom`. `alea`, for speed; canonical strings only, because the library
 * takes 42 and "42" for different seeds and silently draws an undefined one from entropy.
 */
import seedrandom from "seedrandom";

/** A stream of numbers in [0, 1), 32 bits each. */
export type Stream = () => number;

/** The stream `purpose` of `seed`: streams forked from one seed do not move each other. */
export function stream(seed: string, purpose: string): Stream {
  return seedrandom.alea(`${seed}/${purpose}`);
}
