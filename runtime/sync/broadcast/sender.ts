/** The sending ends of a broadcast channel. A sender never waits: it overwrites what slow receivers have not seen. */
import { Arc, type MutexGuard, type Op, Owned, panic } from "../../../sim/index.ts";
import { async_, wait } from "../../future/async.ts";
import type { Future } from "../../future/future.ts";
import type { Result } from "../../future/result.ts";
import { type BroadcastReceiver, newReceiver } from "./receiver.ts";
import { Shared, type Tail } from "./shared.ts";

/** tokio's is `usize::MAX / 2`, which nobody could allocate. */
const MAX_CAPACITY = 2 ** 20;

/** A sender of a channel of its own, with no receiver yet. `name` is for traces. */
export function newSender<T>(capacity: number, rxCount: number, name: string): BroadcastSender<T> {
  if (!(capacity > 0)) panic("broadcast channel capacity cannot be zero");
  if (capacity > MAX_CAPACITY) panic("broadcast channel capacity exceeded `usize::MAX / 2`");
  let rounded = 1;
  while (rounded < capacity) rounded *= 2;
  return new BroadcastSender(new Arc(new Shared<T>(rounded, rxCount, name), name));
}

export class BroadcastSender<T> extends Owned {
  readonly sort = "broadcast sender";
  /** For `newReceiver` of the channel. */
  readonly shared: Arc<Shared<T>>;

  /** Use `broadcast` or `clone`: the channel has counted it. Takes the reference over. */
  constructor(shared: Arc<Shared<T>>) {
    super(null);
    this.shared = shared;
  }

  /** Says for how many receivers; gives the value back where there is none. */
  *send(value: T): Op<Result<number, T>> {
    this.use("send()");
    const shared = yield* this.shared.get();
    const tail = yield* shared.tail.lock("ignore");
    const { pos, rxCount } = tail.value;
    if (rxCount === 0) {
      yield* tail.drop();
      return { ok: false, error: value };
    }
    tail.value.pos = pos + 1;
    yield* write(shared, tail, value, pos);
    // The slot's lock is let go before: a receiver that is woken wants it.
    yield* shared.notifyRx(tail);
    return { ok: true, value: rxCount };
  }

  *subscribe(): Op<BroadcastReceiver<T>> {
    this.use("subscribe()");
    return yield* newReceiver(yield* this.shared.clone());
  }

  /** How many values are kept: neither seen by all receivers nor overwritten. */
  *len(): Op<number> {
    this.use("len()");
    const shared = yield* this.shared.get();
    const tail = yield* shared.tail.lock("ignore");
    let low = 0;
    let high = shared.capacity;
    // Values are let go from the oldest on.
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      if (yield* isSeen(shared, tail.value.pos + middle)) low = middle + 1;
      else high = middle;
    }
    yield* tail.drop();
    return shared.capacity - low;
  }

  *isEmpty(): Op<boolean> {
    this.use("isEmpty()");
    const shared = yield* this.shared.get();
    const tail = yield* shared.tail.lock("ignore");
    const seen = yield* isSeen(shared, tail.value.pos - 1);
    yield* tail.drop();
    return seen;
  }

  *receiverCount(): Op<number> {
    this.use("receiverCount()");
    const { tail } = yield* this.shared.get();
    const guard = yield* tail.lock("ignore");
    const { rxCount } = guard.value;
    yield* guard.drop();
    return rxCount;
  }

  /** Ready while there is no receiver; one may subscribe again any time. Borrows the sender. */
  closed(): Future<void> {
    this.use("closed()");
    return async_(() => this.untilClosed(), { name: "closed" });
  }

  sameChannel(other: BroadcastSender<T>): boolean {
    return this.shared.ptrEq(other.shared);
  }

  *clone(): Op<BroadcastSender<T>> {
    this.use("clone()");
    const shared = yield* this.shared.clone();
    yield* (yield* shared.get()).numTx.fetchAdd(1, "Relaxed");
    return new BroadcastSender(shared);
  }

  /** One that does not keep the channel open. */
  *downgrade(): Op<WeakBroadcastSender<T>> {
    this.use("downgrade()");
    const shared = yield* this.shared.clone();
    yield* (yield* shared.get()).numWeakTx.fetchAdd(1, "Relaxed");
    return new WeakBroadcastSender(shared);
  }

  *strongCount(): Op<number> {
    this.use("strongCount()");
    return yield* (yield* this.shared.get()).numTx.load("Acquire");
  }

  *weakCount(): Op<number> {
    this.use("weakCount()");
    return yield* (yield* this.shared.get()).numWeakTx.load("Acquire");
  }

  /** The last one closes the channel; receivers still get what they have not seen. */
  *drop(): Op<void> {
    this.consume("dropped");
    try {
      const shared = yield* this.shared.get();
      if ((yield* shared.numTx.fetchSub(1, "AcqRel")) === 1) yield* shared.close();
    } finally {
      yield* this.shared.drop();
    }
  }

  private *untilClosed(): Op<void> {
    const { tail, noReceiver } = yield* this.shared.get();
    for (;;) {
      // Before looking: whoever closes afterwards notifies it.
      const notified = yield* noReceiver.notified();
      const guard = yield* tail.lock("ignore");
      const { closed } = guard.value;
      yield* guard.drop();
      if (closed) return yield* notified.drop();
      yield* wait(notified);
    }
  }
}

export class WeakBroadcastSender<T> extends Owned {
  readonly sort = "weak broadcast sender";
  private readonly shared: Arc<Shared<T>>;

  /** Use `downgrade`: the channel has counted it. Takes the reference over. */
  constructor(shared: Arc<Shared<T>>) {
    super(null);
    this.shared = shared;
  }

  /** A sender, unless there is none any more. */
  *upgrade(): Op<BroadcastSender<T> | null> {
    this.use("upgrade()");
    const { numTx } = yield* this.shared.get();
    const up = yield* numTx.fetchUpdate("Relaxed", "Acquire", (count) => (count === 0 ? undefined : count + 1));
    return up.ok ? new BroadcastSender(yield* this.shared.clone()) : null;
  }

  *clone(): Op<WeakBroadcastSender<T>> {
    this.use("clone()");
    const shared = yield* this.shared.clone();
    yield* (yield* shared.get()).numWeakTx.fetchAdd(1, "Relaxed");
    return new WeakBroadcastSender(shared);
  }

  *drop(): Op<void> {
    this.consume("dropped");
    yield* (yield* this.shared.get()).numWeakTx.fetchSub(1, "AcqRel");
    yield* this.shared.drop();
  }
}

/** With the tail's lock, which a panic lets go: the drop of a value that is overwritten is foreign code. */
function* write<T>(shared: Shared<T>, tail: MutexGuard<Tail>, value: T, pos: number): Op<void> {
  const slot = yield* shared.slotAt(pos).lock("ignore");
  let isWritten = false;
  try {
    yield* slot.value.put(shared, pos, tail.value.rxCount, value);
    isWritten = true;
  } finally {
    yield* slot.drop();
    if (!isWritten) yield* tail.drop();
  }
}

/** Whether all receivers have seen the value at `pos` of the ring. */
function* isSeen<T>(shared: Shared<T>, pos: number): Op<boolean> {
  const slot = yield* shared.slotAt(pos).lock("ignore");
  const rem = yield* slot.value.rem.load("SeqCst");
  yield* slot.drop();
  return rem === 0;
}
