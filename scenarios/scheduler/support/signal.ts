/** A signal that is raised once, for one task that waits. Holds a waker only while that future lives. */
import { type Context, type Future, PENDING, type Poll, READY, type Waker } from "../../../runtime/index.ts";
import { Mutex, type Op } from "../../../sim/index.ts";

interface Inner {
  raised: boolean;
  waker: Waker | null;
}

export class Signal {
  private readonly inner = new Mutex<Inner>({ raised: false, waker: null }, "signal");

  /** Again does nothing. */
  *raise(): Op<void> {
    const inner = yield* this.inner.lock();
    inner.value.raised = true;
    const waker = this.take(inner.value);
    yield* inner.drop();
    if (waker !== null) yield* waker.wake();
  }

  /** Ready once it is raised. The signal is lent. */
  raised(): Future<void> {
    return new Raised(this);
  }

  *poll(cx: Context): Op<Poll<void>> {
    const waker = yield* cx.waker.clone();
    const inner = yield* this.inner.lock();
    const { raised } = inner.value;
    const unused = raised ? waker : this.take(inner.value);
    if (!raised) inner.value.waker = waker;
    yield* inner.drop();
    if (unused !== null) yield* unused.drop();
    return raised ? READY : PENDING;
  }

  /** Nobody waits any more. */
  *forgetWaker(): Op<void> {
    const inner = yield* this.inner.lock();
    const waker = this.take(inner.value);
    yield* inner.drop();
    if (waker !== null) yield* waker.drop();
  }

  private take(inner: Inner): Waker | null {
    const { waker } = inner;
    inner.waker = null;
    return waker;
  }
}

class Raised implements Future<void> {
  private readonly signal: Signal;

  constructor(signal: Signal) {
    this.signal = signal;
  }

  poll(cx: Context): Op<Poll<void>> {
    return this.signal.poll(cx);
  }

  drop(): Op<void> {
    return this.signal.forgetWaker();
  }
}
