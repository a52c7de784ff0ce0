/**
 * When fair strategies take it that a thread only spins: whether it makes progress nobody can tell
 * from outside. Up to a program of `MAX` steps no run that ends by itself is as long.
 */
const MIN = 100;
const MAX = 1_000;

/** How many decisions on end, in a program of so many steps. */
export function patienceFor(steps: number): number {
  return Math.min(Math.max(MIN, steps), MAX);
}
