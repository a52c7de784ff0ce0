/**
 * Ticks: milliseconds since a driver began, as tokio's `u64`. A number where that is exact, a bigint from
 * 2^53 on, and never the one for the other: so two ticks are the same by `===` and in order by `<`.
 */
export type Tick = number | bigint;

const MAX_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/** `u64::MAX`. */
export const MAX_TICK: Tick = 0xffff_ffff_ffff_ffffn;

/** `value` as a tick; it must be below 2^64. */
export function tickOf(value: bigint): Tick {
  return value <= MAX_EXACT ? Number(value) : value;
}

/** As a number: rounded from 2^53 on. */
export function roundedTick(tick: Tick): number {
  return Number(tick);
}
