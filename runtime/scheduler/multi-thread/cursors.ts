/**
 * Where a run queue begins and ends. Cursors count tasks and wrap at 2^32, far above any capacity: so full
 * and empty differ, and a thief that slept over many tasks does not take an old cursor for the new one.
 */

/** A cursor, or the distance between two. */
export function wrap(count: number): number {
  return count >>> 0;
}

/**
 * The queue begins at two cursors in one word. `real`: the first task that nobody has claimed. `steal`: the
 * first slot that is not free yet, as a thief still reads from there; equal to `real` while there is no thief.
 */
export function pack(steal: number, real: number): bigint {
  return (BigInt(steal) << 32n) | BigInt(real);
}

export function stealOf(head: bigint): number {
  return Number(head >> 32n);
}

export function realOf(head: bigint): number {
  return Number(head & 0xffff_ffffn);
}
