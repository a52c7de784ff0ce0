/**
 * The arithmetic of a timer wheel, after tokio's `time/wheel`: 6 levels of 64 slots, each level's slots as
 * wide as the whole level below. Without a level or a wheel, so that what has its lists elsewhere
 * (`DelayQueue`) counts in the same way.
 */
import { type Tick, tickOf } from "./tick.ts";

export const NUM_LEVELS = 6;
export const LEVEL_MULT = 64;
/** What the levels span, in ticks. What is due later goes to the top level nevertheless, and around it. */
export const MAX_DURATION = LEVEL_MULT ** NUM_LEVELS;

const SLOT_RANGES = Array.from({ length: NUM_LEVELS + 1 }, (_, level) => LEVEL_MULT ** level);

const TWO_32 = 2 ** 32;

/** How many ticks a slot of `level` is wide. */
export function slotRange(level: number): number {
  return SLOT_RANGES[level] as number; // levels are 0 to 5, and one more for `levelRange`
}

/** How many ticks all slots of `level` span. */
export function levelRange(level: number): number {
  return slotRange(level + 1);
}

/** The slot of `level` that tick `when` lies in. */
export function slotFor(when: Tick, level: number): number {
  if (typeof when === "bigint") return Number((when >> BigInt(level * 6)) & 63n);
  return Math.floor(when / slotRange(level)) % LEVEL_MULT;
}

/** The level for what is due at `when`, seen from `elapsed`: that of the highest digit in which they differ. */
export function levelFor(elapsed: Tick, when: Tick): number {
  if (typeof elapsed === "bigint" || typeof when === "bigint") {
    const differ = BigInt(elapsed) ^ BigInt(when);
    return differ >= BigInt(MAX_DURATION) ? NUM_LEVELS - 1 : levelFor(0, Number(differ));
  }
  const high = Math.floor(elapsed / TWO_32) ^ Math.floor(when / TWO_32);
  if (high === 0) return Math.floor((31 - Math.clz32((elapsed ^ when) | (LEVEL_MULT - 1))) / 6);
  // Beyond the top level: in there nevertheless.
  return Math.min(NUM_LEVELS - 1, Math.floor((63 - Math.clz32(high)) / 6));
}

/** The first tick of slot `slot` in the rotation of `level` that `now` lies in. */
export function slotStart(now: Tick, level: number, slot: number): Tick {
  const range = levelRange(level);
  const offset = slot * slotRange(level);
  if (typeof now === "number") return now - (now % range) + offset;
  return tickOf(now - (now % BigInt(range)) + BigInt(offset));
}

/** `tick` and `more` ticks. */
export function later(tick: Tick, more: number): Tick {
  return tickOf(BigInt(tick) + BigInt(more));
}
