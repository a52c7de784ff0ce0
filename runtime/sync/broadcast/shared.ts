/**
 * What senders and receivers of a broadcast channel share, after tokio's `sync/broadcast.rs`: a ring of slots,
 * each under its lock, and the tail, under its own.
 *
 * Positions count the sends. A sender takes the tail's lock, then the lock of the slot that it writes; a
 * receiver, who knows its next position, looks at the slot alone, and with the tail's lock (taken first, hence
 * the slot's let go before) only where the slot has another position: either the value is not there yet, or it
 * was overwritten. Senders never wait for receivers.
 */
import { AtomicUsize, type Mutex, type MutexGuard, type Op, observing } from "../../../sim/index.ts";
import { tell } from "../../events.ts";
import { WakeList } from "../../util/wake-list.ts";
import { InternalMutex } from "../internal-mutex.ts";
import { Notify } from "../notify.ts";
import { newRing, type Slot } from "./slot.ts";
import { newWaiterList, type WaiterList } from "./waiter.ts";

export class Tail {
  /** Of the next send. */
  pos = 0;
  rxCount: number;
  /** No sender is left, or no receiver. */
  closed = false;
  /** Who waits for a value, the newest first. */
  waiters = newWaiterList();

  constructor(rxCount: number) {
    this.rxCount = rxCount;
  }
}

export class Shared<T> {
  /** For traces. */
  readonly label: string;
  readonly tail: Mutex<Tail>;
  readonly numTx: AtomicUsize;
  readonly numWeakTx: AtomicUsize;
  /** Tells senders that the last receiver is gone. */
  readonly noReceiver: Notify;
  readonly ring: readonly Mutex<Slot<T>>[];

  /** `capacity`: a power of two. */
  constructor(capacity: number, rxCount: number, label: string) {
    this.label = label;
    this.ring = newRing(capacity, label);
    this.tail = new InternalMutex(new Tail(rxCount), `${label}.tail`);
    this.numTx = new AtomicUsize(1, `${label}.numTx`);
    this.numWeakTx = new AtomicUsize(0, `${label}.numWeakTx`);
    this.noReceiver = new Notify(`${label}.noReceiver`);
    if (observing()) tell({ type: "channel.new", channel: this });
  }

  get capacity(): number {
    return this.ring.length;
  }

  slotAt(pos: number): Mutex<Slot<T>> {
    return this.ring[pos & (this.ring.length - 1)] as Mutex<Slot<T>>; // masked
  }

  /** The last sender is gone. */
  *close(): Op<void> {
    const tail = yield* this.tail.lock("ignore");
    tail.value.closed = true;
    if (observing()) tell({ type: "channel.close", channel: this });
    yield* this.notifyRx(tail);
  }

  /** Wakes all who wait now, and lets go of the tail meanwhile: who comes later waits for the next value. */
  *notifyRx(tail: MutexGuard<Tail>): Op<void> {
    const { waiters } = tail.value;
    // A waiter that is dropped finds its list by itself.
    tail.value.waiters = newWaiterList();
    const wakers = new WakeList();
    let guard = tail;
    try {
      while (!(yield* takeWakers(waiters, wakers))) {
        yield* guard.drop();
        // Foreign code: without the lock, 32 at a time.
        yield* wakers.wakeAll();
        guard = yield* this.tail.lock("ignore");
      }
      yield* guard.drop();
      yield* wakers.wakeAll();
    } finally {
      if (!waiters.isEmpty) yield* this.abandon(waiters);
    }
  }

  /** The last reference is gone: values that somebody has not seen are dropped. */
  *drop(): Op<void> {
    for (const slot of this.ring) yield* slot.peek().clear(this);
    if (observing()) tell({ type: "channel.end", channel: this });
  }

  /** A wake panicked: who was not woken is on no list, and stays asleep. */
  private *abandon(waiters: WaiterList): Op<void> {
    const tail = yield* this.tail.lock("ignore");
    while (waiters.popBack() !== null);
    yield* tail.drop();
  }
}

/** With the tail's lock: takes waiters off, the oldest first. False: `wakers` is full, there may be more. */
function* takeWakers(waiters: WaiterList, wakers: WakeList): Op<boolean> {
  while (wakers.canPush()) {
    const waiter = waiters.popBack();
    if (waiter === null) return true;
    const waker = yield* waiter.waker.replace(null);
    if (waker !== null) wakers.push(waker);
    // Release, and after the waker was taken: a drop that sees it touches the waiter without the lock.
    yield* waiter.queued.store(false, "Release");
  }
  return false;
}
