/** What a channel asks of whatever counts its messages: a semaphore of so many permits, or a mere count. */
import { AtomicUsize, type Op, panic } from "../../../sim/index.ts";
import { BatchSemaphore } from "../batch-semaphore.ts";

export interface ChanSemaphore {
  /** `count` messages were received, or so many permits given up. */
  addPermits(count: number): Op<void>;
  /** No message is in the channel, and nobody has a permit to send one. */
  isIdle(): Op<boolean>;
  /** No more permits for anybody. */
  close(): Op<void>;
  isClosed(): Op<boolean>;
}

/** For bounded channels: a permit is room for one message. */
export class BoundedSemaphore implements ChanSemaphore {
  readonly semaphore: BatchSemaphore;
  readonly bound: number;

  constructor(bound: number, label: string) {
    this.bound = bound;
    this.semaphore = new BatchSemaphore(bound, `${label}.semaphore`);
  }

  addPermits(count: number): Op<void> {
    return this.semaphore.release(count);
  }

  *isIdle(): Op<boolean> {
    return (yield* this.semaphore.availablePermits()) === this.bound;
  }

  close(): Op<void> {
    return this.semaphore.close();
  }

  isClosed(): Op<boolean> {
    return this.semaphore.isClosed();
  }
}

const CLOSED = 1;
const ONE_MESSAGE = 2;
/** The most messages that the word can count. */
const FULL = 0xffff_fffe;

/** For unbounded channels: a word with the number of messages and, in its lowest bit, whether it is closed. */
export class UnboundedSemaphore implements ChanSemaphore {
  private readonly word: AtomicUsize;

  constructor(label: string) {
    this.word = new AtomicUsize(0, { name: `${label}.messages`, show: showMessages });
  }

  /** One message more. False: it is closed. */
  *addMessage(): Op<boolean> {
    let seen = yield* this.word.load("Acquire");
    for (;;) {
      if ((seen & CLOSED) !== 0) return false;
      if (seen === FULL) panic("aborted: an unbounded channel holds as many messages as can be counted");
      const swap = yield* this.word.compareExchange(seen, seen + ONE_MESSAGE, "AcqRel", "Acquire");
      if (swap.ok) return true;
      seen = swap.actual;
    }
  }

  *addPermits(count: number): Op<void> {
    const before = yield* this.word.fetchSub(count * ONE_MESSAGE, "Release");
    if (before >>> 1 === 0) panic("aborted: a message was received that an unbounded channel did not count");
  }

  *isIdle(): Op<boolean> {
    return (yield* this.word.load("Acquire")) >>> 1 === 0;
  }

  *close(): Op<void> {
    yield* this.word.fetchOr(CLOSED, "Release");
  }

  *isClosed(): Op<boolean> {
    return ((yield* this.word.load("Acquire")) & CLOSED) !== 0;
  }
}

function showMessages(word: number): string {
  return `${word >>> 1}${(word & CLOSED) === 0 ? "" : "|CLOSED"}`;
}
