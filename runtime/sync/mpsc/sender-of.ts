/** What senders of both kinds of channel do. */
import { type Op, Owned } from "../../../sim/index.ts";
import type { Future } from "../../future/future.ts";
import type { Chan } from "./chan.ts";
import type { ChanSemaphore } from "./chan-semaphore.ts";
import type { ChanTx } from "./chan-tx.ts";

/** The channel is closed; the message comes back. */
export interface SendError<T> {
  readonly kind: "closed";
  readonly value: T;
}

/** The channel is closed, or has no room just now; the message comes back. */
export interface TrySendError<T> {
  readonly kind: "closed" | "full";
  readonly value: T;
}

export abstract class SenderOf<T, S extends ChanSemaphore> extends Owned {
  protected readonly tx: ChanTx<T, S>;

  /** Use `channel` or `unboundedChannel`. */
  constructor(tx: ChanTx<T, S>, label: string) {
    super(label);
    this.tx = tx;
  }

  /** The receiver is gone, or has closed: there are no permits any more. */
  isClosed(): Op<boolean> {
    this.use("isClosed()");
    return this.tx.isClosed();
  }

  /** Resolves once `isClosed`. Cancel-safe. */
  closed(): Future<void> {
    this.use("closed()");
    return this.tx.closed();
  }

  sameChannel(other: this): boolean {
    return this.tx.arc.ptrEq(other.tx.arc);
  }

  *strongCount(): Op<number> {
    return yield* (yield* this.chan()).txCount.load("Acquire");
  }

  *weakCount(): Op<number> {
    return yield* (yield* this.chan()).txWeakCount.load("Relaxed");
  }

  /** The last one closes the channel: the receiver is told once it has what was sent. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.tx.drop();
  }

  protected chan(): Op<Chan<T, S>> {
    this.use("the channel");
    return this.tx.chan();
  }
}
