/** What receivers of both kinds of channel do, after tokio's `sync/mpsc/chan.rs`. */
import { type Arc, assertOrPanic, dropInPlace, type Op, observing } from "../../../sim/index.ts";
import { tell } from "../../events.ts";
import type { Context } from "../../future/context.ts";
import { PENDING, type Poll, ready } from "../../future/poll.ts";
import type { Result } from "../../future/result.ts";
import { CachedParkThread } from "../../park.ts";
import { pollCooperatively } from "../../task/coop-futures.ts";
import type { Chan, RxFields } from "./chan.ts";
import type { ChanSemaphore } from "./chan-semaphore.ts";
import type { Sent } from "./sent.ts";

/** "empty": nothing just now. "disconnected": nothing, and nothing will come. */
export type TryRecvError = "empty" | "disconnected";

/** What one look into the list says: a message, that none comes any more, or nothing. */
type Looked<T> = Poll<T> | null;

type Look<T, S extends ChanSemaphore, R> = (chan: Chan<T, S>, fields: RxFields<T>) => Op<Looked<R>>;

export class ChanRx<T, S extends ChanSemaphore> {
  readonly arc: Arc<Chan<T, S>>;

  /** Takes `arc` over. */
  constructor(arc: Arc<Chan<T, S>>) {
    this.arc = arc;
  }

  *close(): Op<void> {
    const chan = yield* this.arc.get();
    const was = yield* chan.rxFields.withMut(markClosed);
    if (was) return;
    yield* chan.semaphore.close();
    yield* chan.notifyRxClosed.notifyWaiters();
  }

  /** Null: there are no messages, and none will come. */
  pollRecv(cx: Context): Op<Poll<T | null>> {
    return this.pollBy(cx, (chan, fields) => this.lookForOne(chan, fields), null);
  }

  /** Up to `limit` messages, put behind those in `buffer`, and how many they were; 0 where none will come. */
  *pollRecvMany(cx: Context, buffer: T[], limit: number): Op<Poll<number>> {
    if (limit === 0) return ready(0);
    return yield* this.pollBy(cx, (chan, fields) => this.lookForMany(chan, fields, buffer, limit), 0);
  }

  *tryRecv(): Op<Result<T, TryRecvError>> {
    const chan = yield* this.arc.get();
    return yield* chan.rxFields.withMut((fields) => this.tryOrPark(chan, fields));
  }

  *isClosed(): Op<boolean> {
    const chan = yield* this.arc.get();
    // Two ways to be closed: by the receiver, or for want of senders.
    return (yield* chan.semaphore.isClosed()) || (yield* chan.txCount.load("Acquire")) === 0;
  }

  *isEmpty(): Op<boolean> {
    const chan = yield* this.arc.get();
    return yield* chan.rxFields.with((fields) => fields.list.isEmpty());
  }

  *len(): Op<number> {
    const chan = yield* this.arc.get();
    return yield* chan.rxFields.with((fields) => fields.list.len());
  }

  /** Closes, and drops the messages that are there. */
  *drop(): Op<void> {
    try {
      yield* this.close();
      const chan = yield* this.arc.get();
      yield* chan.rxFields.withMut((fields) => this.drainAll(chan, fields));
      // Nobody will wait any more, and a waker may keep much alive: it is not left to the last sender.
      yield* dropInPlace(yield* chan.rxWaker.takeWaker());
    } finally {
      yield* this.arc.drop();
    }
  }

  private *drainAll(chan: Chan<T, S>, { list }: RxFields<T>): Op<void> {
    try {
      yield* chan.drain(list);
    } finally {
      // Where the drop of a message panicked: the others.
      yield* chan.drain(list);
    }
  }

  private pollBy<R>(cx: Context, look: Look<T, S, R>, end: R): Op<Poll<R>> {
    return pollCooperatively(cx, () => this.lookTwice(cx, look, end));
  }

  private *lookTwice<R>(cx: Context, look: Look<T, S, R>, end: R): Op<Poll<R>> {
    const chan = yield* this.arc.get();
    return yield* chan.rxFields.withMut(function* (fields): Op<Poll<R>> {
      const first = yield* look(chan, fields);
      if (first !== null) return first;
      yield* chan.rxWaker.registerByRef(cx.waker);
      // A message may have come between the look and the registration.
      const second = yield* look(chan, fields);
      if (second !== null) return second;
      return fields.closed && (yield* chan.semaphore.isIdle()) ? ready(end) : PENDING;
    });
  }

  private *lookForOne(chan: Chan<T, S>, { list }: RxFields<T>): Op<Looked<T | null>> {
    const read = yield* list.pop();
    if (read === null) return null;
    if (read === "closed") {
      yield* expectIdle(chan);
      return ready(null);
    }
    tellReceived(chan, read);
    yield* chan.semaphore.addPermits(1);
    return ready(read.value);
  }

  private *lookForMany(chan: Chan<T, S>, { list }: RxFields<T>, buffer: T[], limit: number): Op<Looked<number>> {
    let count = 0;
    let closed = false;
    while (count < limit) {
      const read = yield* list.pop();
      closed = read === "closed";
      if (read === null || read === "closed") break;
      tellReceived(chan, read);
      buffer.push(read.value);
      count++;
    }
    if (count > 0) yield* chan.semaphore.addPermits(count);
    if (closed) yield* expectIdle(chan);
    return count > 0 || closed ? ready(count) : null;
  }

  private *tryOrPark(chan: Chan<T, S>, fields: RxFields<T>): Op<Result<T, TryRecvError>> {
    const first = yield* this.tryOnce(chan, fields);
    if (first !== null) return first;
    // The first message is being written by a thread that is in the middle of it: wait for that, with a waker of
    // our own. One that a poll left there is woken instead; it has a message to come for.
    yield* chan.rxWaker.wake();
    const park = new CachedParkThread();
    const waker = park.unpark().intoWaker();
    try {
      for (;;) {
        yield* chan.rxWaker.registerByRef(waker);
        const again = yield* this.tryOnce(chan, fields);
        if (again !== null) return again;
        yield* park.park();
      }
    } finally {
      yield* waker.drop();
    }
  }

  /** Null: busy. */
  private *tryOnce(chan: Chan<T, S>, { list, closed }: RxFields<T>): Op<Result<T, TryRecvError> | null> {
    const read = yield* list.tryPop();
    if (read === "busy") return null;
    if (read === "closed") return { ok: false, error: "disconnected" };
    // Closed by the receiver itself: no more comes once there are no permits left.
    if (read === "empty")
      return { ok: false, error: closed && (yield* chan.semaphore.isIdle()) ? "disconnected" : "empty" };
    tellReceived(chan, read);
    yield* chan.semaphore.addPermits(1);
    return { ok: true, value: read.value };
  }
}

/** Says whether it was closed before. */
function* markClosed(fields: { closed: boolean }): Op<boolean> {
  const before = fields.closed;
  fields.closed = true;
  return before;
}

/** All senders are gone, and with them all permits. */
function* expectIdle({ semaphore }: { readonly semaphore: ChanSemaphore }): Op<void> {
  assertOrPanic(yield* semaphore.isIdle(), "self.inner.semaphore.is_idle()");
}

function tellReceived<T>(chan: object, message: Sent<T>): void {
  if (observing()) tell({ type: "channel.receive", channel: chan, message });
}
