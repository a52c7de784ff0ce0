/** `mpsc::Sender`: one of the ends that send, where there is room for so many messages at a time. */
import { dropInPlace, type Op, Owned } from "../../../sim/index.ts";
import { async_, wait } from "../../future/async.ts";
import { blockThreadOn } from "../../future/block-thread-on.ts";
import type { Future } from "../../future/future.ts";
import { IS_CLOSED, OK, type Result } from "../../future/result.ts";
import { type Elapsed, timeout } from "../../time/timeout.ts";
import type { BoundedSemaphore } from "./chan-semaphore.ts";
import type { ChanTx } from "./chan-tx.ts";
import { Permit, PermitIterator } from "./permit.ts";
import { type SendError, SenderOf, type TrySendError } from "./sender-of.ts";
import { WeakSenderOf } from "./weak-sender.ts";

type Tx<T> = ChanTx<T, BoundedSemaphore>;

export type WeakSender<T> = WeakSenderOf<T, BoundedSemaphore, Sender<T>>;

/** Why there is no permit. */
export type TryReserveError = TrySendError<unknown>["kind"];

export class Sender<T> extends SenderOf<T, BoundedSemaphore> {
  readonly sort = "mpsc sender";

  /** Waits for room. Cancelled, the message is dropped; nothing else is lost but the place in the queue. */
  send(value: T): Future<Result<void, SendError<T>>> {
    this.use("send()");
    const captured = { drop: () => dropInPlace(value) };
    return async_(() => this.reserveAndSend(value), { name: "send", captures: [captured] });
  }

  *trySend(value: T): Op<Result<void, TrySendError<T>>> {
    const failed = yield* this.tryTake(1);
    if (failed !== null) return { ok: false, error: { kind: failed, value } };
    yield* this.tx.send(value);
    return OK;
  }

  /** As `send`, for no longer than `ns`; then the message is dropped. */
  sendTimeout(value: T, ns: number): Future<Result<Result<void, SendError<T>>, Elapsed>> {
    return timeout(this.send(value), ns);
  }

  /** Blocks the thread, which must not drive a runtime. */
  blockingSend(value: T): Op<Result<void, SendError<T>>> {
    return blockThreadOn(this.send(value));
  }

  /** Waits for room for one message. */
  reserve(): Future<Result<Permit<T>, "closed">> {
    this.use("reserve()");
    return async_(() => this.reserving(1, () => new Permit(this.tx)), { name: "reserve" });
  }

  /** Waits for room for `count` messages at once; "closed" also where there never is that much. */
  reserveMany(count: number): Future<Result<PermitIterator<T>, "closed">> {
    this.use("reserveMany()");
    return async_(() => this.reserving(count, () => new PermitIterator(this.tx, count)), { name: "reserveMany" });
  }

  /** As `reserve`; the permit takes the sender over. Cancelled, the sender is dropped. */
  reserveOwned(): Future<Result<OwnedPermit<T>, "closed">> {
    this.consume("moved into reserveOwned()");
    const { tx } = this;
    return async_(() => reserveOwned(tx), { name: "reserveOwned", captures: [tx] });
  }

  *tryReserve(): Op<Result<Permit<T>, TryReserveError>> {
    const failed = yield* this.tryTake(1);
    return failed === null ? { ok: true, value: new Permit(this.tx) } : { ok: false, error: failed };
  }

  *tryReserveMany(count: number): Op<Result<PermitIterator<T>, TryReserveError>> {
    if (count > (yield* this.maxCapacity())) return { ok: false, error: "full" };
    const failed = yield* this.tryTake(count);
    return failed === null ? { ok: true, value: new PermitIterator(this.tx, count) } : { ok: false, error: failed };
  }

  /** As `tryReserve`; on success the permit takes the sender over, else it remains the caller's. */
  *tryReserveOwned(): Op<Result<OwnedPermit<T>, TryReserveError>> {
    const failed = yield* this.tryTake(1);
    if (failed !== null) return { ok: false, error: failed };
    this.consume("moved into a permit");
    return { ok: true, value: new OwnedPermit(this.tx) };
  }

  /** How many permits are there just now. */
  *capacity(): Op<number> {
    return yield* (yield* this.chan()).semaphore.semaphore.availablePermits();
  }

  *maxCapacity(): Op<number> {
    return (yield* this.chan()).semaphore.bound;
  }

  *clone(): Op<Sender<T>> {
    this.use("clone()");
    return makeSender(yield* this.tx.clone());
  }

  *downgrade(): Op<WeakSender<T>> {
    this.use("downgrade()");
    return yield* WeakSenderOf.of(this.tx.arc, makeSender<T>);
  }

  private *tryTake(count: number): Op<TryReserveError | null> {
    const taken = yield* (yield* this.chan()).semaphore.semaphore.tryAcquire(count);
    if (taken === "ok") return null;
    return taken === "closed" ? "closed" : "full";
  }

  private *reserving<P>(count: number, make: () => P): Op<Result<P, "closed">> {
    return (yield* acquire(this.tx, count)) ? { ok: true, value: make() } : IS_CLOSED;
  }

  private *reserveAndSend(value: T): Op<Result<void, SendError<T>>> {
    let mine = true;
    try {
      const acquired = yield* acquire(this.tx, 1);
      mine = false;
      if (!acquired) return { ok: false, error: { kind: "closed", value } };
      yield* this.tx.send(value);
      return OK;
    } finally {
      if (mine) yield* dropInPlace(value);
    }
  }
}

/** Room for one message, with the sender in it: `mpsc::OwnedPermit`. */
export class OwnedPermit<T> extends Owned {
  readonly sort = "mpsc owned permit";
  private readonly tx: Tx<T>;

  /** Use `Sender.reserveOwned`. Takes `tx` over. */
  constructor(tx: Tx<T>) {
    super(null);
    this.tx = tx;
  }

  /** Sends, and gives back the sender. */
  *send(value: T): Op<Sender<T>> {
    this.consume("used");
    yield* this.tx.send(value);
    return makeSender(this.tx);
  }

  /** Gives up the room, and gives back the sender. */
  *release(): Op<Sender<T>> {
    this.consume("released");
    yield* (yield* this.tx.chan()).giveUpPermits(1);
    return makeSender(this.tx);
  }

  /** Gives up the room and the sender. */
  *drop(): Op<void> {
    this.consume("dropped");
    try {
      yield* (yield* this.tx.chan()).giveUpPermits(1);
    } finally {
      yield* this.tx.drop();
    }
  }
}

export function makeSender<T>(tx: Tx<T>): Sender<T> {
  return new Sender(tx, `sender of ${tx.arc.peek().label}`);
}

function* reserveOwned<T>(tx: Tx<T>): Op<Result<OwnedPermit<T>, "closed">> {
  let mine = true;
  try {
    if (!(yield* acquire(tx, 1))) return IS_CLOSED;
    mine = false;
    return { ok: true, value: new OwnedPermit(tx) };
  } finally {
    if (mine) yield* tx.drop();
  }
}

/** Inside of an async body. False: closed, or more than there ever is. */
function* acquire<T>(tx: Tx<T>, count: number): Op<boolean> {
  const chan = yield* tx.chan();
  const { semaphore } = chan;
  if (count > semaphore.bound) return false;
  let acquired = false;
  try {
    acquired = (yield* wait(semaphore.semaphore.acquire(count))).ok;
    return acquired;
  } finally {
    // Refused or cancelled, it may have given back the last permits that there were: those it had while it queued.
    if (!acquired) yield* chan.wakeIfOver();
  }
}
