/** Where a receiver is, and how it comes to its next value: tokio's `recv_ref`. */
import type { Mutex, Op } from "../../../sim/index.ts";
import type { Result } from "../../future/result.ts";
import { CLOSED, EMPTY, lagged, type TryRecvError } from "./errors.ts";
import type { Shared } from "./shared.ts";
import { RecvGuard, type Slot } from "./slot.ts";
import type { Offer } from "./waiter.ts";

export class Cursor<T> {
  private readonly shared: Shared<T>;
  /** The position of the next value. */
  next: number;

  constructor(shared: Shared<T>, next: number) {
    this.shared = shared;
    this.next = next;
  }

  /** Locks the next value; with an `offer`, waits for it where it is not there yet. */
  *lockNext(offer: Offer | null): Op<Result<RecvGuard<T>, TryRecvError>> {
    const lock = this.shared.slotAt(this.next);
    const slot = yield* lock.lock("ignore");
    if (slot.value.pos === this.next) {
      this.next += 1;
      return { ok: true, value: new RecvGuard(this.shared, slot) };
    }
    // A sender takes the tail first.
    yield* slot.drop();
    if (offer !== null) yield* offer.prepare();
    return yield* this.lockBehindTail(lock, offer);
  }

  private *lockBehindTail(lock: Mutex<Slot<T>>, offer: Offer | null): Op<Result<RecvGuard<T>, TryRecvError>> {
    const { capacity } = this.shared;
    const tail = yield* this.shared.tail.lock("ignore");
    const slot = yield* lock.lock("ignore");
    const { pos } = slot.value;
    if (pos !== this.next && pos + capacity === this.next) {
      const { closed } = tail.value;
      if (!closed && offer !== null) yield* offer.enqueue(tail.value.waiters);
      yield* slot.drop();
      yield* tail.drop();
      return closed ? CLOSED : EMPTY;
    }
    // Either it came meanwhile, or it was overwritten: then it goes on with the oldest that there is.
    const oldest = pos === this.next ? pos : tail.value.pos - capacity;
    const missed = oldest - this.next;
    yield* tail.drop();
    this.next = oldest;
    if (missed === 0) {
      this.next += 1;
      return { ok: true, value: new RecvGuard(this.shared, slot) };
    }
    yield* slot.drop();
    return lagged(missed);
  }
}
