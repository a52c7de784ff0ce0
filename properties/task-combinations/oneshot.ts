/**
 * A channel for one signal that is also told when the signal can no longer come, after
 * `tokio::sync::oneshot` with an output of `()`: a word and an AtomicWaker, shared by both halves.
 */
import { AtomicWaker, type Context, type Future, PENDING, type Poll, ready } from "../../runtime/index.ts";
import { Arc, AtomicUsize, type Op } from "../../sim/index.ts";

const WAITING = 0;
const SENT = 1;
const CLOSED = 2;

class Channel {
  readonly state: AtomicUsize;
  readonly waker: AtomicWaker;

  constructor(name: string) {
    this.state = new AtomicUsize(WAITING, `${name}.state`);
    this.waker = new AtomicWaker(`${name}.waker`);
  }

  *end(state: number): Op<void> {
    // Release: pairs with the receiver's Acquire, which learns of all that came before the signal.
    yield* this.state.store(state, "Release");
    yield* this.waker.wake();
  }

  /** Dropped with the last half: a waker that is left goes with it. */
  drop(): Op<void> {
    return this.waker.drop();
  }
}

export class Sender {
  private readonly channel: Arc<Channel>;
  private ended = false;

  constructor(channel: Arc<Channel>) {
    this.channel = channel;
  }

  /** Sends, which uses the sender up. */
  send(): Op<void> {
    return this.end(SENT);
  }

  /** Without having sent: the receiver is told. After `send` there is nothing to drop. */
  *drop(): Op<void> {
    if (!this.ended) yield* this.end(CLOSED);
  }

  private *end(state: number): Op<void> {
    this.ended = true;
    yield* (yield* this.channel.get()).end(state);
    yield* this.channel.drop();
  }
}

/** Ready with whether the signal came; false: the sender was dropped. */
export class Receiver implements Future<boolean> {
  private readonly channel: Arc<Channel>;

  constructor(channel: Arc<Channel>) {
    this.channel = channel;
  }

  *poll(cx: Context): Op<Poll<boolean>> {
    const { state, waker } = yield* this.channel.get();
    // Register first, look then: a signal in between wakes.
    yield* waker.registerByRef(cx.waker);
    const seen = yield* state.load("Acquire");
    return seen === WAITING ? PENDING : ready(seen === SENT);
  }

  drop(): Op<void> {
    return this.channel.drop();
  }
}

/** Both halves; each must be dropped (or, the sender, used) once. */
export function* oneshot(name: string): Op<{ readonly sender: Sender; readonly receiver: Receiver }> {
  const channel = new Arc(new Channel(name), name);
  return { sender: new Sender(yield* channel.clone()), receiver: new Receiver(channel) };
}
