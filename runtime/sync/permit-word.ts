/** The word of a batch semaphore: the number of permits that nobody has, and whether it is closed. */

/** As on a machine of 32 bits. */
export const MAX_PERMITS = 0xffff_ffff >>> 3;
export const CLOSED = 1;
export const PERMIT_SHIFT = 1;

export function showPermits(word: number): string {
  return `${word >>> PERMIT_SHIFT}${(word & CLOSED) === 0 ? "" : "|CLOSED"}`;
}
