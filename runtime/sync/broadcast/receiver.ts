/** The receiving end of a broadcast channel: gets its own clone of each value that is sent after it subscribed. */
import { type Arc, assertOrPanic, type Op, Owned, panic } from "../../../sim/index.ts";
import { blockThreadOn } from "../../future/block-thread-on.ts";
import type { Future } from "../../future/future.ts";
import type { Result } from "../../future/result.ts";
import { cooperative } from "../../task/coop-futures.ts";
import { Cursor } from "./cursor.ts";
import { CLOSED, type RecvError, type TryRecvError } from "./errors.ts";
import { Recv } from "./recv.ts";
import type { Shared } from "./shared.ts";
import type { Offer } from "./waiter.ts";

export class BroadcastReceiver<T> extends Owned {
  readonly sort = "broadcast receiver";
  private readonly shared: Arc<Shared<T>>;
  private readonly cursor: Cursor<T>;

  /** Use `broadcast` or `subscribe`: the tail has counted it. Takes the reference over. */
  constructor(shared: Arc<Shared<T>>, next: number) {
    super(null);
    this.shared = shared;
    this.cursor = new Cursor(shared.peek(), next);
  }

  /** The next value. `lagged`: it was too slow, and goes on with the oldest one that there is. Borrows the receiver. */
  recv(): Future<Result<T, RecvError>> {
    this.use("recv()");
    return cooperative(new Recv(this, this.shared.peek()));
  }

  /** The same, without waiting. */
  tryRecv(): Op<Result<T, TryRecvError>> {
    return this.take(null);
  }

  /** The same, blocking the thread, which must not be one that polls tasks. */
  blockingRecv(): Op<Result<T, RecvError>> {
    return blockThreadOn(this.recv());
  }

  /** For `Recv`: the next value, or, with an `offer`, to be woken once it is there. */
  *take(offer: Offer | null): Op<Result<T, TryRecvError>> {
    this.use("recv()");
    yield* this.shared.get();
    const next = yield* this.cursor.lockNext(offer);
    if (!next.ok) return next;
    const guard = next.value;
    try {
      const clone = yield* guard.cloneValue(this);
      return clone === null ? CLOSED : { ok: true, value: clone.value };
    } finally {
      yield* guard.drop();
    }
  }

  /** How many values were sent that it has not received: more than the capacity where it has lagged. */
  *len(): Op<number> {
    this.use("len()");
    const { tail } = yield* this.shared.get();
    const guard = yield* tail.lock("ignore");
    const { pos } = guard.value;
    yield* guard.drop();
    return pos - this.cursor.next;
  }

  *isEmpty(): Op<boolean> {
    return (yield* this.len()) === 0;
  }

  /** Whether no sender is left. */
  *isClosed(): Op<boolean> {
    return (yield* this.senderStrongCount()) === 0;
  }

  /** Another one, for what is sent from now on. */
  *resubscribe(): Op<BroadcastReceiver<T>> {
    this.use("resubscribe()");
    return yield* newReceiver(yield* this.shared.clone());
  }

  sameChannel(other: BroadcastReceiver<T>): boolean {
    return this.shared.ptrEq(other.shared);
  }

  *senderStrongCount(): Op<number> {
    this.use("senderStrongCount()");
    return yield* (yield* this.shared.get()).numTx.load("Acquire");
  }

  *senderWeakCount(): Op<number> {
    this.use("senderWeakCount()");
    return yield* (yield* this.shared.get()).numWeakTx.load("Acquire");
  }

  /** Counts what it has not seen as seen, so that it is dropped once all others have seen it. */
  *drop(): Op<void> {
    this.consume("dropped");
    try {
      const until = yield* this.unsubscribe();
      // Not `!==`: where it has lagged, the position jumps, and may come to lie behind.
      while (this.cursor.next < until) {
        const next = yield* this.cursor.lockNext(null);
        if (next.ok) yield* next.value.drop();
        else if (next.error.kind === "closed") break;
        else if (next.error.kind === "empty") panic("unexpected empty broadcast channel");
      }
    } finally {
      yield* this.shared.drop();
    }
  }

  /** Sends from now on do not count it. Gives back the position up to which they did. */
  private *unsubscribe(): Op<number> {
    const { tail, noReceiver } = yield* this.shared.get();
    const guard = yield* tail.lock("ignore");
    const { pos } = guard.value;
    guard.value.rxCount -= 1;
    const isLast = guard.value.rxCount === 0;
    if (isLast) guard.value.closed = true;
    yield* guard.drop();
    // Foreign code, the wakers': without the lock, unlike tokio. Who asks in between sees that it is closed.
    if (isLast) yield* noReceiver.notifyWaiters();
    return pos;
  }
}

const MAX_RECEIVERS = 2 ** 30;

/** A receiver for what is sent from now on. Takes the reference over. */
export function* newReceiver<T>(shared: Arc<Shared<T>>): Op<BroadcastReceiver<T>> {
  const { tail } = yield* shared.get();
  const guard = yield* tail.lock("ignore");
  assertOrPanic(guard.value.rxCount !== MAX_RECEIVERS, "max receivers");
  // The last receiver had closed the channel for senders that wait for that.
  if (guard.value.rxCount === 0) guard.value.closed = false;
  guard.value.rxCount += 1;
  const { pos } = guard.value;
  yield* guard.drop();
  return new BroadcastReceiver(shared, pos);
}
