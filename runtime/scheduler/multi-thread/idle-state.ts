/**
 * How many workers are awake, and how many of those search for work: two counts in one word.
 *
 * SeqCst throughout: who queues a task and then sees a searching worker relies on that worker seeing the
 * task in its last look, after it has left the word; and the two touch different locations.
 */
import { AtomicUsize, type Op } from "../../../sim/index.ts";

const UNPARK_SHIFT = 16;
const SEARCH_MASK = (1 << UNPARK_SHIFT) - 1;
const ONE_UNPARKED = 1 << UNPARK_SHIFT;

export function numSearching(word: number): number {
  return word & SEARCH_MASK;
}

export function numUnparked(word: number): number {
  return word >>> UNPARK_SHIFT;
}

/** The word at the start: all are awake, none searches. */
export function allUnparked(workers: number): number {
  return workers << UNPARK_SHIFT;
}

export class IdleState {
  readonly word: AtomicUsize;

  constructor(initial: number, name = "idle.state") {
    const show = (word: number): string => `unparked=${numUnparked(word)} searching=${numSearching(word)}`;
    this.word = new AtomicUsize(initial, { name, show });
  }

  load(): Op<number> {
    return this.word.load("SeqCst");
  }

  /** As `load`, but by a read-modify-write, which sees the newest word: a stale one would lose a wakeup. */
  newest(): Op<number> {
    return this.word.fetchAdd(0, "SeqCst");
  }

  /** `searching`: 1 if the worker is to search. */
  *unparkOne(searching: 0 | 1): Op<void> {
    yield* this.word.fetchAdd(searching | ONE_UNPARKED, "SeqCst");
  }

  *incNumSearching(): Op<void> {
    yield* this.word.fetchAdd(1, "SeqCst");
  }

  /** True for the last that searched. */
  *decNumSearching(): Op<boolean> {
    return numSearching(yield* this.word.fetchSub(1, "SeqCst")) === 1;
  }

  /** True for the last that searched. */
  *decNumUnparked(isSearching: boolean): Op<boolean> {
    const before = yield* this.word.fetchSub(isSearching ? ONE_UNPARKED + 1 : ONE_UNPARKED, "SeqCst");
    return isSearching && numSearching(before) === 1;
  }
}
