/**
 * A channel for one value, after tokio's `sync/oneshot.rs`. The sender sends or is dropped, once; the receiver is a
 * future of the value, and can close the channel before. Of a send and a close that race, the state word
 * (`oneshot-state.ts`) says who was first: a send that was first is received, one that was not gives its value back.
 */
import { Arc, type Op, Owned, panic } from "../../sim/index.ts";
import { blockThreadOn } from "../future/block-thread-on.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import type { Poll } from "../future/poll.ts";
import { pollFn } from "../future/poll-fn.ts";
import { IS_CLOSED, OK, type Result } from "../future/result.ts";
import { OneshotInner } from "./oneshot-inner.ts";
import { isClosed, isComplete } from "./oneshot-state.ts";

/** The two ends of a new channel; `name` is for traces. */
export function* oneshot<T>(name = "oneshot"): Op<readonly [tx: OneshotSender<T>, rx: OneshotReceiver<T>]> {
  const inner = new Arc(new OneshotInner<T>(name), name);
  const rx = new OneshotReceiver(yield* inner.clone(), name);
  return [new OneshotSender(inner, name), rx];
}

export class OneshotSender<T> extends Owned {
  readonly sort = "oneshot sender";
  private readonly inner: Arc<OneshotInner<T>>;

  /** Use `oneshot`. */
  constructor(inner: Arc<OneshotInner<T>>, name: string) {
    super(`${name}.tx`);
    this.inner = inner;
  }

  /** Sends, and ends the sender. The error is the value: the receiver had closed. */
  *send(value: T): Op<Result<void, T>> {
    this.consume("used to send");
    try {
      const inner = yield* this.inner.get();
      return (yield* inner.send({ value })) ? OK : { ok: false, error: value };
    } finally {
      yield* this.inner.drop();
    }
  }

  /** Resolves when the receiver closes or is dropped. Of the sender, which must outlive it. */
  closed(): Future<void> {
    return pollFn((cx) => this.pollClosed(cx));
  }

  *pollClosed(cx: Context): Op<Poll<void>> {
    this.use("pollClosed()");
    return yield* (yield* this.inner.get()).pollClosed(cx);
  }

  /** True: a send will fail. */
  *isClosed(): Op<boolean> {
    this.use("isClosed()");
    return isClosed(yield* (yield* this.inner.get()).state.load());
  }

  /** The receiver finds the channel closed. */
  *drop(): Op<void> {
    this.consume("dropped");
    try {
      yield* (yield* this.inner.get()).complete(null);
    } finally {
      yield* this.inner.drop();
    }
  }
}

/** A future of the value; the error says that there is none and will be none. */
export class OneshotReceiver<T> extends Owned implements Future<Result<T, "closed">> {
  readonly sort = "oneshot receiver";
  /** Null once it has the value, or the certainty that there is none. */
  private inner: Arc<OneshotInner<T>> | null;

  /** Use `oneshot`. */
  constructor(inner: Arc<OneshotInner<T>>, name: string) {
    super(`${name}.rx`);
    this.inner = inner;
  }

  *poll(cx: Context): Op<Poll<Result<T, "closed">>> {
    this.use("poll()");
    const inner = this.expectInner();
    const poll = yield* (yield* inner.get()).pollRecv(cx);
    if (poll.ready) yield* this.finish(inner);
    return poll;
  }

  /** The value, if it was sent; registers nobody. */
  *tryRecv(): Op<Result<T, "empty" | "closed">> {
    this.use("tryRecv()");
    const shared = this.expectInner();
    const inner = yield* shared.get();
    const word = yield* inner.state.load();
    if (!isComplete(word) && !isClosed(word)) return { ok: false, error: "empty" };
    const result: Result<T, "closed"> = isComplete(word) ? yield* inner.received() : IS_CLOSED;
    yield* this.finish(shared);
    return result;
  }

  /** Waits on this thread, which must not be a runtime's; the receiver is used up. */
  blockingRecv(): Op<Result<T, "closed">> {
    return blockThreadOn(this);
  }

  /** From now on a send fails. One that was first can still be received. */
  *close(): Op<void> {
    this.use("close()");
    if (this.inner !== null) yield* (yield* this.inner.get()).close();
  }

  /** True: the value was received, or will never be. */
  isTerminated(): boolean {
    this.use("isTerminated()");
    return this.inner === null;
  }

  /** False: there is a value to receive. */
  *isEmpty(): Op<boolean> {
    this.use("isEmpty()");
    if (this.inner === null) return true;
    const inner = yield* this.inner.get();
    return !(isComplete(yield* inner.state.load()) && (yield* inner.hasValue()));
  }

  /** Closes; a value that lies in the channel is dropped. */
  *drop(): Op<void> {
    this.consume("dropped");
    const { inner } = this;
    if (inner === null) return;
    try {
      yield* (yield* inner.get()).dropReceiver();
    } finally {
      yield* inner.drop();
    }
  }

  private expectInner(): Arc<OneshotInner<T>> {
    return this.inner ?? panic("called after complete");
  }

  private *finish(inner: Arc<OneshotInner<T>>): Op<void> {
    this.inner = null;
    yield* inner.drop();
  }
}
