/** What all ends of a watch channel share, after `Shared` in tokio's `sync/watch.rs`. */
import { AtomicUsize, catchUnwind, dropInPlace, type Op, RwLock, resumeUnwind } from "../../sim/index.ts";
import { BigNotify } from "./big-notify.ts";
import { Notify } from "./notify.ts";
import { WatchState } from "./watch-version.ts";

export interface WatchOptions {
  /** For traces. */
  readonly name?: string;
  /** Into how many lists the waiting receivers are spread; tokio has 8. Each is visited by every send. */
  readonly shards?: number;
}

/** tokio's `&mut T`: the value in its place. */
export interface Slot<T> {
  value: T;
}

export class WatchShared<T> {
  readonly name: string;
  readonly value: RwLock<T>;
  readonly state: WatchState;
  readonly receivers: AtomicUsize;
  readonly senders: AtomicUsize;
  /** The value was changed, or the last sender is gone. */
  readonly notifyRx: BigNotify;
  /** The last receiver is gone. */
  readonly notifyTx: Notify;

  constructor(value: T, { name = "watch", shards = 8 }: WatchOptions) {
    this.name = name;
    this.value = new RwLock(value, `${name}.value`);
    this.state = new WatchState(`${name}.state`);
    this.receivers = new AtomicUsize(1, `${name}.receivers`);
    this.senders = new AtomicUsize(1, `${name}.senders`);
    this.notifyRx = new BigNotify(`${name}.notifyRx`, shards);
    this.notifyTx = new Notify(`${name}.notifyTx`);
  }

  /** Changes the value as `modify` does; tells the receivers unless it returns false, or panics. */
  *sendIfModified(modify: (slot: Slot<T>) => boolean): Op<boolean> {
    const lock = yield* this.value.write();
    // Caught, so that the panic does not poison the lock: it is dropped outside of the unwinding.
    const modified = yield* catchUnwind(() => calling(modify, lock));
    if (modified.ok && modified.value) yield* this.state.incrementWhileLocked();
    yield* lock.drop();
    if (!modified.ok) resumeUnwind(modified.panic);
    if (modified.value) yield* this.notifyRx.notifyWaiters();
    return modified.value;
  }

  /** No sender or receiver is left. */
  *drop(): Op<void> {
    const lock = yield* this.value.write();
    const { value } = lock;
    yield* lock.drop();
    yield* dropInPlace(value);
  }
}

/** Calls `closure` as an operation, for `catchUnwind`. */
export function* calling<A, R>(closure: (argument: A) => R, argument: A): Op<R> {
  return closure(argument);
}
