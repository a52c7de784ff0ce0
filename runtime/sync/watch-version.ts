/**
 * The state word of a watch channel: how often the value was changed, in steps of two, and the lowest bit once all
 * senders are gone. (That all receivers are gone says their count, for a sender can make new ones.)
 *
 * The version is moved with the value's lock held, so whoever holds it for reading knows which version it reads. It
 * wraps, and versions are only compared for equality.
 */
import { AtomicUsize, type Op } from "../../sim/index.ts";

const CLOSED_BIT = 1;
const STEP = 2;

/** The version of a new channel's value. */
export const INITIAL_VERSION = 0;

export const versionOf = (word: number): number => (word & ~CLOSED_BIT) >>> 0;
export const hasNoSender = (word: number): boolean => (word & CLOSED_BIT) !== 0;

/** The one before. Wraps, as `fetchAdd` does. */
export const versionBefore = (version: number): number => (version - STEP) >>> 0;

export class WatchState {
  private readonly word: AtomicUsize;

  /** `name` is for traces. */
  constructor(name: string) {
    this.word = new AtomicUsize(INITIAL_VERSION, { name, show });
  }

  /** Acquire: pairs with the Release of the two others. */
  load(): Op<number> {
    return this.word.load("Acquire");
  }

  /** With the value's lock held for writing. Release: for those who look at the version before they lock. */
  *incrementWhileLocked(): Op<void> {
    yield* this.word.fetchAdd(STEP, "Release");
  }

  *setClosed(): Op<void> {
    yield* this.word.fetchOr(CLOSED_BIT, "Release");
  }
}

function show(word: number): string {
  if (word === STEP || word === CLOSED_BIT) return `${word}`;
  return `v${versionOf(word) / STEP}${hasNoSender(word) ? "|CLOSED" : ""}`;
}
