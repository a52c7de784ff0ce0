/**
 * The task's state word at one moment, after `Snapshot` in tokio's `task/state.rs`: six flags and,
 * from bit 6, the number of references. Pure functions of the word; only `State` changes it.
 */
import { assertOrPanic } from "../../sim/index.ts";

/** Somebody polls, cancels or drops the future, and nobody else may: a lock bit. */
export const RUNNING = 0b00_0001;
/** The future is gone, its output stored. Never unset. */
export const COMPLETE = 0b00_0010;
/** A `Notified` exists, or the one who is RUNNING will make one: who finds it set need not submit. */
export const NOTIFIED = 0b00_0100;
/** The `JoinHandle` exists. */
export const JOIN_INTEREST = 0b00_1000;
/** Unset: the join waker is the `JoinHandle`'s alone. Set: it only reads it, as does, once COMPLETE, the runtime. */
export const JOIN_WAKER = 0b01_0000;
/** The task is to be cancelled. Whoever is or becomes RUNNING does it. */
export const CANCELLED = 0b10_0000;

export const LIFECYCLE_MASK = RUNNING | COMPLETE;
export const STATE_MASK = LIFECYCLE_MASK | NOTIFIED | JOIN_INTEREST | JOIN_WAKER | CANCELLED;
export const REF_COUNT_MASK = ~STATE_MASK >>> 0;
export const REF_COUNT_SHIFT = 6;
export const REF_ONE = 1 << REF_COUNT_SHIFT;

/** A new task: held by the owned list, by its first `Notified` and by the `JoinHandle`. */
export const INITIAL_STATE = 3 * REF_ONE + (JOIN_INTEREST | NOTIFIED);

/** `isize::MAX` of the 32-bit machine that we model: a word above it has too many references. */
export const WORD_MAX = 0x7fff_ffff;

/** Neither running nor complete: the future may be locked. */
export function isIdle(word: number): boolean {
  return (word & LIFECYCLE_MASK) === 0;
}

export function isNotified(word: number): boolean {
  return (word & NOTIFIED) !== 0;
}

export function isRunning(word: number): boolean {
  return (word & RUNNING) !== 0;
}

export function isCancelled(word: number): boolean {
  return (word & CANCELLED) !== 0;
}

export function isComplete(word: number): boolean {
  return (word & COMPLETE) !== 0;
}

export function isJoinInterested(word: number): boolean {
  return (word & JOIN_INTEREST) !== 0;
}

export function isJoinWakerSet(word: number): boolean {
  return (word & JOIN_WAKER) !== 0;
}

export function refCount(word: number): number {
  return word >>> REF_COUNT_SHIFT;
}

/** `word` with `flags` set. */
export function withFlags(word: number, flags: number): number {
  return (word | flags) >>> 0;
}

/** `word` with `flags` unset. */
export function withoutFlags(word: number, flags: number): number {
  return (word & ~flags) >>> 0;
}

/** `word` with one reference more; panics where that would be too many. */
export function withRefInc(word: number): number {
  assertOrPanic(word <= WORD_MAX, "self.0 <= isize::MAX as usize");
  return word + REF_ONE;
}

/** `word` with one reference less; panics where there is none. */
export function withRefDec(word: number): number {
  assertOrPanic(refCount(word) > 0, "self.ref_count() > 0");
  return word - REF_ONE;
}

const FLAG_NAMES = ["RUNNING", "COMPLETE", "NOTIFIED", "JOIN_INTEREST", "JOIN_WAKER", "CANCELLED"];
const NOT_JOIN_WAKER = ~JOIN_WAKER >>> 0;

/** The word, or an operand of a step on it, as it reads in traces: `RUNNING|NOTIFIED refs=3`. */
export function showSnapshot(word: number): string {
  if (word === LIFECYCLE_MASK) return "RUNNING|COMPLETE"; // what completing flips: no task ever holds both
  if (word === NOT_JOIN_WAKER) return "!JOIN_WAKER";
  const flags = FLAG_NAMES.filter((_, bit) => (word & (1 << bit)) !== 0).join("|");
  return `${flags}${flags === "" ? "" : " "}refs=${refCount(word)}`;
}
