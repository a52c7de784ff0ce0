/** `mpsc::Receiver` and `mpsc::UnboundedReceiver`: the one end that receives. */
import { type Arc, type Op, Owned } from "../../../sim/index.ts";
import { blockThreadOn } from "../../future/block-thread-on.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import type { Poll } from "../../future/poll.ts";
import { pollFn } from "../../future/poll-fn.ts";
import type { Result } from "../../future/result.ts";
import type { Chan } from "./chan.ts";
import { ChanRx, type TryRecvError } from "./chan-rx.ts";
import type { BoundedSemaphore, ChanSemaphore, UnboundedSemaphore } from "./chan-semaphore.ts";

abstract class ReceiverOf<T, S extends ChanSemaphore> extends Owned {
  private readonly rx: ChanRx<T, S>;

  /** Use `channel` or `unboundedChannel`. */
  constructor(arc: Arc<Chan<T, S>>, label: string) {
    super(label);
    this.rx = new ChanRx(arc);
  }

  /** The next message; null once there are none and none will come. Cancel-safe: it has the message or left it. */
  recv(): Future<T | null> {
    return pollFn((cx) => this.pollRecv(cx));
  }

  /** Waits for a message, and takes up to `limit` of those that are there; 0 once none will come. Cancel-safe. */
  recvMany(buffer: T[], limit: number): Future<number> {
    return pollFn((cx) => this.pollRecvMany(cx, buffer, limit));
  }

  pollRecv(cx: Context): Op<Poll<T | null>> {
    this.use("pollRecv()");
    return this.rx.pollRecv(cx);
  }

  pollRecvMany(cx: Context, buffer: T[], limit: number): Op<Poll<number>> {
    this.use("pollRecvMany()");
    return this.rx.pollRecvMany(cx, buffer, limit);
  }

  /** Parks the thread for as long as the first message is being written. */
  tryRecv(): Op<Result<T, TryRecvError>> {
    this.use("tryRecv()");
    return this.rx.tryRecv();
  }

  /** Blocks the thread, which must not drive a runtime. */
  blockingRecv(): Op<T | null> {
    return blockThreadOn(this.recv());
  }

  blockingRecvMany(buffer: T[], limit: number): Op<number> {
    return blockThreadOn(this.recvMany(buffer, limit));
  }

  /** No more permits are given out; what was sent, or is sent with a permit, can still be received. */
  close(): Op<void> {
    this.use("close()");
    return this.rx.close();
  }

  isClosed(): Op<boolean> {
    this.use("isClosed()");
    return this.rx.isClosed();
  }

  isEmpty(): Op<boolean> {
    this.use("isEmpty()");
    return this.rx.isEmpty();
  }

  len(): Op<number> {
    this.use("len()");
    return this.rx.len();
  }

  /** How many senders there are. */
  *senderStrongCount(): Op<number> {
    return yield* (yield* this.chan()).txCount.load("Acquire");
  }

  *senderWeakCount(): Op<number> {
    return yield* (yield* this.chan()).txWeakCount.load("Relaxed");
  }

  /** Closes, and drops the messages that are there. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.rx.drop();
  }

  protected chan(): Op<Chan<T, S>> {
    this.use("the channel");
    return this.rx.arc.get();
  }
}

export class Receiver<T> extends ReceiverOf<T, BoundedSemaphore> {
  readonly sort = "mpsc receiver";

  /** How many permits are there just now. */
  *capacity(): Op<number> {
    return yield* (yield* this.chan()).semaphore.semaphore.availablePermits();
  }

  *maxCapacity(): Op<number> {
    return (yield* this.chan()).semaphore.bound;
  }
}

export class UnboundedReceiver<T> extends ReceiverOf<T, UnboundedSemaphore> {
  readonly sort = "mpsc unbounded receiver";
}
