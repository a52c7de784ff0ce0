/**
 * The word of a `ScheduledIo`: readiness (16 bits), tick (15), shutdown (1), from the lowest bit on.
 * The tick counts the driver's events of this one resource, so that a clearing that comes too late is seen.
 */
import { Ready } from "./ready.ts";

const READINESS_MASK = 0xffff;
const TICK_SHIFT = 16;
/** The highest tick; after it comes 0. */
const TICK_MAX = 0x7fff;
const SHUTDOWN_SHIFT = 31;

export const SHUTDOWN = (1 << SHUTDOWN_SHIFT) >>> 0;

export const readinessOf = (word: number): Ready => Ready.fromUsize(word & READINESS_MASK);

export const tickOf = (word: number): number => (word >>> TICK_SHIFT) & TICK_MAX;

export const isShutdown = (word: number): boolean => word >>> SHUTDOWN_SHIFT !== 0;

/** Without the shutdown bit. */
export const packWord = (tick: number, ready: Ready): number => (tick << TICK_SHIFT) | ready.bits;

export const nextTick = (tick: number): number => (tick + 1) & TICK_MAX;

/** What an event carries of a tick: a `u8`. */
export const lowTick = (tick: number): number => tick & 0xff;

/** How a word reads in a trace. */
export function showWord(word: number): string {
  const shutdown = isShutdown(word) ? " SHUTDOWN" : "";
  return `${readinessOf(word).show()} tick ${tickOf(word)}${shutdown}`;
}
