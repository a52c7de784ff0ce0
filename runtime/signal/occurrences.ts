/**
 * "It happened again", to any number of listeners: the part of tokio's `watch::channel(())` that its signals
 * use. Several occurrences before a listener looks are one.
 */
import { AtomicUsize, type Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY } from "../future/poll.ts";
import type { Waker } from "../future/waker.ts";
import { InternalMutex } from "../sync/internal-mutex.ts";
import { pollCooperatively } from "../task/coop-futures.ts";

export class Occurrences {
  readonly version: AtomicUsize;
  /** Those that wait, with their wakers. */
  readonly waiting: InternalMutex<Set<Changed>>;

  /** `name` is for traces. */
  constructor(name: string) {
    this.version = new AtomicUsize(0, `${name}.version`);
    this.waiting = new InternalMutex(new Set<Changed>(), `${name}.waiting`);
  }

  *send(): Op<void> {
    // Release: what was done before is seen by whoever finds the new version without having slept.
    yield* this.version.fetchAdd(1, "Release");
    const waiting = yield* this.waiting.lock("ignore");
    const wakers = [...waiting.value].map((changed) => changed.takeWaker());
    waiting.value.clear();
    yield* waiting.drop();
    for (const waker of wakers) if (waker !== null) yield* waker.wake();
  }

  /** Hears of what happens from now on. */
  *subscribe(): Op<Listening> {
    return new Listening(this, yield* this.version.load("Acquire"));
  }
}

export class Listening {
  private readonly to: Occurrences;
  private seen: number;

  /** Use `Occurrences.subscribe`. */
  constructor(to: Occurrences, seen: number) {
    this.to = to;
    this.seen = seen;
  }

  /** Ready at the next occurrence that was not seen yet. Cancel safe. For one task at a time. */
  changed(): Future<void> {
    return new Changed(this.to, this);
  }

  /** Whether there is one that was not seen yet; from now on it is. */
  *look(): Op<boolean> {
    const version = yield* this.to.version.load("Acquire");
    const news = version !== this.seen;
    this.seen = version;
    return news;
  }
}

class Changed implements Future<void> {
  private readonly to: Occurrences;
  private readonly listening: Listening;
  /** Under the lock of `to.waiting`. */
  private waker: Waker | null = null;

  constructor(to: Occurrences, listening: Listening) {
    this.to = to;
    this.listening = listening;
  }

  poll(cx: Context): Op<Poll<void>> {
    return pollCooperatively(cx, () => this.lookTwice(cx.waker));
  }

  private *lookTwice(waker: Waker): Op<Poll<void>> {
    if (yield* this.listening.look()) return READY;
    yield* this.wait(yield* waker.clone());
    // It may have happened before this was on the list.
    return (yield* this.listening.look()) ? READY : PENDING;
  }

  *drop(): Op<void> {
    const waiting = yield* this.to.waiting.lock("ignore");
    waiting.value.delete(this);
    const waker = this.takeWaker();
    yield* waiting.drop();
    if (waker !== null) yield* waker.drop();
  }

  /** With the lock held. */
  takeWaker(): Waker | null {
    const { waker } = this;
    this.waker = null;
    return waker;
  }

  private *wait(waker: Waker): Op<void> {
    const waiting = yield* this.to.waiting.lock("ignore");
    const before = this.takeWaker();
    this.waker = waker;
    waiting.value.add(this);
    yield* waiting.drop();
    if (before !== null) yield* before.drop();
  }
}
