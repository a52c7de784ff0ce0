/**
 * A channel that keeps only the newest value, after tokio's `sync/watch.rs`. A value has a version; a receiver
 * remembers which one it saw and compares. So receivers skip what they are too slow for, but never the newest one,
 * which stays readable when all senders are gone.
 */
import { Arc, dropInPlace, type Op, Owned } from "../../sim/index.ts";
import type { Future } from "../future/future.ts";
import { OK, type Result } from "../future/result.ts";
import { cooperative } from "../task/coop-futures.ts";
import { NoReceivers } from "./watch-changed.ts";
import { WatchReceiver } from "./watch-receiver.ts";
import { WatchRef } from "./watch-ref.ts";
import { type Slot, type WatchOptions, WatchShared } from "./watch-shared.ts";
import { INITIAL_VERSION, versionOf } from "./watch-version.ts";

/** The two ends of a new channel; `value` counts as seen. */
export function* watch<T>(
  value: T,
  options: WatchOptions = {},
): Op<readonly [tx: WatchSender<T>, rx: WatchReceiver<T>]> {
  const shared = new Arc(new WatchShared(value, options), options.name ?? "watch");
  return [new WatchSender(yield* shared.clone()), new WatchReceiver(shared, INITIAL_VERSION)];
}

export class WatchSender<T> extends Owned {
  readonly sort = "watch sender";
  private readonly shared: Arc<WatchShared<T>>;

  /** Use `watch` or `clone`. Takes the share over. */
  constructor(shared: Arc<WatchShared<T>>) {
    super(`${shared.peek().name}.tx`);
    this.shared = shared;
  }

  *clone(): Op<WatchSender<T>> {
    this.use("clone()");
    // Relaxed: it only counts.
    yield* (yield* this.shared.get()).senders.fetchAdd(1, "Relaxed");
    return new WatchSender(yield* this.shared.clone());
  }

  /** Replaces the value; the error is the new one, where there is no receiver. */
  *send(value: T): Op<Result<void, T>> {
    if ((yield* this.receiverCount()) === 0) return { ok: false, error: value };
    yield* dropInPlace(yield* this.sendReplace(value));
    return OK;
  }

  /** Changes the value in its place, also where there is no receiver. */
  *sendModify(modify: (slot: Slot<T>) => void): Op<void> {
    yield* this.sendIfModified((slot) => {
      modify(slot);
      return true;
    });
  }

  /** As `sendModify`, but the receivers are told only where `modify` returns true; so does this. */
  *sendIfModified(modify: (slot: Slot<T>) => boolean): Op<boolean> {
    this.use("sendIfModified()");
    return yield* (yield* this.shared.get()).sendIfModified(modify);
  }

  /** Replaces the value, also where there is no receiver; gives back the old one. */
  *sendReplace(value: T): Op<T> {
    let old = value;
    yield* this.sendModify((slot) => {
      old = slot.value;
      slot.value = value;
    });
    return old;
  }

  *borrow(): Op<WatchRef<T>> {
    this.use("borrow()");
    return new WatchRef(yield* (yield* this.shared.get()).value.read(), false);
  }

  /** Resolves when there is no receiver. Borrows the sender. */
  closed(): Future<void> {
    this.use("closed()");
    return cooperative(new NoReceivers(this.shared));
  }

  /** There is no receiver. `subscribe` makes one. */
  *isClosed(): Op<boolean> {
    return (yield* this.receiverCount()) === 0;
  }

  /** A receiver that has seen the present value. */
  *subscribe(): Op<WatchReceiver<T>> {
    this.use("subscribe()");
    const seen = versionOf(yield* (yield* this.shared.get()).state.load());
    return yield* WatchReceiver.another(this.shared, seen);
  }

  *receiverCount(): Op<number> {
    this.use("receiverCount()");
    return yield* (yield* this.shared.get()).receivers.load("Relaxed");
  }

  *senderCount(): Op<number> {
    this.use("senderCount()");
    return yield* (yield* this.shared.get()).senders.load("Relaxed");
  }

  /** `same_channel`. */
  sameChannel(other: WatchSender<T>): boolean {
    return this.shared.ptrEq(other.shared);
  }

  /** The last one tells the receivers that nothing more will come. */
  *drop(): Op<void> {
    this.consume("dropped");
    try {
      const { senders, state, notifyRx } = yield* this.shared.get();
      // AcqRel: the last one comes after all that the others sent.
      if ((yield* senders.fetchSub(1, "AcqRel")) === 1) {
        yield* state.setClosed();
        yield* notifyRx.notifyWaiters();
      }
    } finally {
      yield* this.shared.drop();
    }
  }
}
