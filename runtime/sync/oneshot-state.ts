/**
 * The state word of a oneshot channel, after tokio's `sync/oneshot.rs`. Both ends work on it, each bit is one end's:
 *
 * - `VALUE_SENT`, the sender's: it is through, with a value or without. Never set once CLOSED is.
 * - `CLOSED`, the receiver's: it takes no value that was not sent before.
 * - `RX_TASK_SET`, the receiver's, and `TX_TASK_SET`, the sender's: its waker lies in the cell, for the other end to read.
 *
 * Who sets VALUE_SENT or CLOSED finds out in the same step whether somebody is to be woken; who sets a task bit, whether
 * it is too late for that.
 */
import { AtomicUsize, type Op } from "../../sim/index.ts";

export const RX_TASK_SET = 0b0001;
export const VALUE_SENT = 0b0010;
export const CLOSED = 0b0100;
export const TX_TASK_SET = 0b1000;

export const isComplete = (word: number): boolean => (word & VALUE_SENT) !== 0;
export const isClosed = (word: number): boolean => (word & CLOSED) !== 0;
export const isRxTaskSet = (word: number): boolean => (word & RX_TASK_SET) !== 0;
export const isTxTaskSet = (word: number): boolean => (word & TX_TASK_SET) !== 0;

export class OneshotState {
  private readonly word: AtomicUsize;

  /** `name` is for traces. */
  constructor(name: string) {
    this.word = new AtomicUsize(0, { name, show });
  }

  load(): Op<number> {
    // Acquire: what the other end wrote before it set its bit.
    return this.word.load("Acquire");
  }

  /** For the last owner of the channel, whom all other accesses happen before. */
  loadAlone(): Op<number> {
    return this.word.load("Relaxed");
  }

  /** Sets VALUE_SENT, unless it is closed. The word before. */
  *setComplete(): Op<number> {
    // A loop rather than an or: after CLOSED the cells of value and waker are the receiver's, and VALUE_SENT would
    // say that they are not. Relaxed: only a guess for the exchange.
    let seen = yield* this.word.load("Relaxed");
    while (!isClosed(seen)) {
      // Release: the value. Acquire: the receiver's waker.
      const swap = yield* this.word.compareExchangeWeak(seen, seen | VALUE_SENT, "AcqRel", "Acquire");
      if (swap.ok) break;
      seen = swap.actual;
    }
    return seen;
  }

  /** The word before. Acquire: the sender's value and waker. */
  setClosed(): Op<number> {
    return this.word.fetchOr(CLOSED, "Acquire");
  }

  /** `bit` is RX_TASK_SET or TX_TASK_SET. The word after. Release: the waker in the cell. */
  *setTask(bit: number): Op<number> {
    return (yield* this.word.fetchOr(bit, "AcqRel")) | bit;
  }

  /** The word after: where the other end is not through by then, the cell is ours again. */
  *unsetTask(bit: number): Op<number> {
    return (yield* this.word.fetchAnd(~bit, "AcqRel")) & ~bit;
  }
}

const NAMES = ["RX_TASK_SET", "VALUE_SENT", "CLOSED", "TX_TASK_SET"];

function show(word: number): string {
  if (word >>> 4 !== 0) return `!${show(~word >>> 0)}`;
  const bits = NAMES.filter((_, i) => (word & (1 << i)) !== 0);
  return bits.length === 0 ? "0" : bits.join("|");
}
