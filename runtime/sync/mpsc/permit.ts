/** Room for messages, reserved: `mpsc::Permit`, `mpsc::PermitIterator`. Dropped, it is given back. */
import { type Op, Owned } from "../../../sim/index.ts";
import type { BoundedSemaphore } from "./chan-semaphore.ts";
import type { ChanTx } from "./chan-tx.ts";

/** Borrows its sender, which must outlive it. */
export class Permit<T> extends Owned {
  readonly sort = "mpsc permit";
  private readonly tx: ChanTx<T, BoundedSemaphore>;

  /** Use `Sender.reserve`. */
  constructor(tx: ChanTx<T, BoundedSemaphore>) {
    super(null);
    this.tx = tx;
  }

  /** Never fails: after the receiver is gone the message is dropped with the channel. */
  send(value: T): Op<void> {
    this.consume("used");
    return this.tx.send(value);
  }

  *drop(): Op<void> {
    this.consume("dropped");
    yield* (yield* this.tx.chan()).giveUpPermits(1);
  }
}

/** Permits one by one; what is left of them is given back at the end. Borrows its sender. */
export class PermitIterator<T> extends Owned {
  readonly sort = "mpsc permits";
  private readonly tx: ChanTx<T, BoundedSemaphore>;
  private left: number;

  /** Use `Sender.reserveMany`. */
  constructor(tx: ChanTx<T, BoundedSemaphore>, count: number) {
    super(null);
    this.tx = tx;
    this.left = count;
  }

  get length(): number {
    return this.left;
  }

  /** Null: there were no more. */
  next(): Permit<T> | null {
    this.use("next()");
    if (this.left === 0) return null;
    this.left--;
    return new Permit(this.tx);
  }

  *drop(): Op<void> {
    this.consume("dropped");
    if (this.left > 0) yield* (yield* this.tx.chan()).giveUpPermits(this.left);
  }
}
