/**
 * Schedules for property tests: an array of numbers that the strategy `tape` turns into answers. Never
 * a seed: fast-check shrinks an array by making it shorter and smaller, which makes the execution
 * shorter and duller; a smaller seed is just another one.
 */
import fc from "fast-check";

/** Divisible by every number of options up to 6, so that all answers are equally likely. */
const ANSWERS = 60;

/** The answers to the first questions, at most `lengthMax`; after them comes 0. */
export function tapes(lengthMax = 64): fc.Arbitrary<number[]> {
  // "max": by default fast-check draws arrays of at most ten, and the race would be over before it began.
  return fc.array(fc.nat({ max: ANSWERS - 1 }), { maxLength: lengthMax, size: "max" });
}
