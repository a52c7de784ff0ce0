/**
 * What the two ends of an mpsc channel share, after tokio's `sync/mpsc/chan.rs`. It ends with the last handle:
 *
 * - With the last sender the list is closed, as if by one more message.
 * - With the receiver, or when that closes, the semaphore is: whoever has a permit by then may still send.
 * - What nobody received is dropped with the channel.
 */
import { AtomicUsize, dropInPlace, type Op, observing, UnsafeCell } from "../../../sim/index.ts";
import { tell } from "../../events.ts";
import { AtomicWaker } from "../atomic-waker.ts";
import { Notify } from "../notify.ts";
import { Block } from "./block.ts";
import { BlockShape } from "./block-shape.ts";
import type { ChanSemaphore } from "./chan-semaphore.ts";
import { ListRx } from "./list-rx.ts";
import { ListTx } from "./list-tx.ts";
import { Sent } from "./sent.ts";

export interface ChannelOptions {
  /** For traces. */
  readonly name?: string;
  /** Slots of a block: a power of two, 32 by default as in tokio. Few, and a few messages fill blocks. */
  readonly blockSlots?: number;
}

/** The receiver's own. */
export interface RxFields<T> {
  readonly list: ListRx<T>;
  /** The receiver has called `close`. */
  closed: boolean;
}

export class Chan<T, S extends ChanSemaphore = ChanSemaphore> {
  /** For traces. */
  readonly label: string;
  readonly tx: ListTx<T>;
  readonly rxWaker: AtomicWaker;
  /** Tells `Sender.closed`. */
  readonly notifyRxClosed: Notify;
  readonly semaphore: S;
  /** Senders, without the weak ones; at 0 the list is closed. */
  readonly txCount: AtomicUsize;
  readonly txWeakCount: AtomicUsize;
  readonly rxFields: UnsafeCell<RxFields<T>>;

  constructor(semaphore: S, label: string, options: ChannelOptions) {
    this.label = label;
    if (observing()) tell({ type: "channel.new", channel: this });
    const shape = new BlockShape(options.blockSlots);
    const first = Block.allocate<T>(shape, 0, `${label}.block`);
    this.tx = new ListTx(first, shape, this, label);
    this.rxWaker = new AtomicWaker(`${label}.rx-waker`);
    this.notifyRxClosed = new Notify(`${label}.rx-closed`);
    this.semaphore = semaphore;
    this.txCount = new AtomicUsize(1, `${label}.tx-count`);
    this.txWeakCount = new AtomicUsize(0, `${label}.tx-weak-count`);
    const list = new ListRx(first, this.tx);
    this.rxFields = new UnsafeCell<RxFields<T>>({ list, closed: false }, `${label}.rx-fields`);
  }

  /** By whoever has a permit. */
  *send(value: T): Op<void> {
    yield* this.tx.push(new Sent(value));
    yield* this.rxWaker.wake();
  }

  /** By whoever gives up `count` permits without sending. */
  *giveUpPermits(count: number): Op<void> {
    yield* this.semaphore.addPermits(count);
    yield* this.wakeIfOver();
  }

  /** By whoever has given permits back: a receiver that closed may wait for just these. */
  *wakeIfOver(): Op<void> {
    if ((yield* this.semaphore.isClosed()) && (yield* this.semaphore.isIdle())) yield* this.rxWaker.wake();
  }

  /** By the receiver: takes what is there and drops it. */
  *drain(list: ListRx<T>): Op<void> {
    for (;;) {
      const read = yield* list.pop();
      if (read === null || read === "closed") return;
      yield* this.semaphore.addPermits(1);
      yield* this.dropMessage(read);
    }
  }

  /** With the last handle. */
  *drop(): Op<void> {
    try {
      const { list } = yield* this.rxFields.get();
      yield* this.dropMessages(list);
      yield* list.freeBlocks();
      if (observing()) tell({ type: "channel.end", channel: this });
    } finally {
      yield* this.rxWaker.drop();
    }
  }

  private *dropMessages(list: ListRx<T>): Op<void> {
    for (;;) {
      const read = yield* list.pop();
      if (read === null || read === "closed") return;
      yield* this.dropMessage(read);
    }
  }

  private *dropMessage(sent: Sent<T>): Op<void> {
    if (observing()) tell({ type: "channel.drop", channel: this, message: sent });
    yield* dropInPlace(sent.value);
  }
}
