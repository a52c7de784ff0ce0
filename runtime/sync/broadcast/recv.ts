/** Waits for a receiver's next value. Dropped before it is ready, it has received nothing. */
import { dropInPlace, type Op } from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, ready } from "../../future/poll.ts";
import type { Result } from "../../future/result.ts";
import type { RecvError } from "./errors.ts";
import type { BroadcastReceiver } from "./receiver.ts";
import type { Shared } from "./shared.ts";
import { Offer, Waiter } from "./waiter.ts";

export class Recv<T> implements Future<Result<T, RecvError>> {
  private readonly receiver: BroadcastReceiver<T>;
  private readonly shared: Shared<T>;
  private readonly waiter: Waiter;

  /** Borrows the receiver. */
  constructor(receiver: BroadcastReceiver<T>, shared: Shared<T>) {
    this.receiver = receiver;
    this.shared = shared;
    this.waiter = new Waiter(receiver.label);
  }

  *poll(cx: Context): Op<Poll<Result<T, RecvError>>> {
    const offer = new Offer(this.waiter, cx.waker);
    try {
      const got = yield* this.receiver.take(offer);
      if (got.ok) return ready(got);
      const { error } = got;
      return error.kind === "empty" ? PENDING : ready({ ok: false, error });
    } finally {
      yield* offer.drop();
    }
  }

  *drop(): Op<void> {
    const { waiter } = this;
    // Acquire: pairs with the sender's Release; it is done with the waiter.
    if (yield* waiter.queued.load("Acquire")) yield* this.unlink();
    yield* dropInPlace(yield* waiter.waker.replace(null));
  }

  private *unlink(): Op<void> {
    const tail = yield* this.shared.tail.lock("ignore");
    // Relaxed: nobody changes it while the lock is held.
    if (yield* this.waiter.queued.load("Relaxed")) this.waiter.list?.remove(this.waiter);
    yield* tail.drop();
  }
}
