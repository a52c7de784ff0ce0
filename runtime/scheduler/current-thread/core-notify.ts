/**
 * Tells the threads that wait for the scheduler's core that it is free again. Stands for tokio's
 * `Notify`, of which the scheduler uses `notified` and `notify_one`: a notification that finds nobody
 * is kept for the next one, and one that reached a thread which no longer wants it goes on to another.
 */
import type { Op } from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, READY } from "../../future/poll.ts";
import type { Waker } from "../../future/waker.ts";
import { InternalMutex } from "../../sync/internal-mutex.ts";

interface Inner {
  /** A notification that nobody has had yet. */
  permit: boolean;
  /** In order of coming. */
  readonly waiters: Notified[];
}

export class CoreNotify {
  readonly inner = new InternalMutex<Inner>({ permit: false, waiters: [] }, "core.notify");

  /** Resolves once it is notified. */
  notified(): Notified {
    return new Notified(this);
  }

  /** Wakes the first that waits. */
  *notifyOne(): Op<void> {
    const guard = yield* this.inner.lock();
    const waiter = guard.value.waiters.shift();
    if (waiter === undefined) guard.value.permit = true;
    const waker = waiter === undefined ? null : waiter.takeWaker();
    yield* guard.drop();
    // Foreign code, so not under the lock.
    if (waker !== null) yield* waker.wake();
  }
}

type Life = "new" | "waiting" | "notified" | "done";

export class Notified implements Future<void> {
  private readonly notify: CoreNotify;
  /** With `waker`, guarded by the lock. */
  private life: Life = "new";
  private waker: Waker | null = null;

  /** Use `CoreNotify.notified`. */
  constructor(notify: CoreNotify) {
    this.notify = notify;
  }

  *poll(cx: Context): Op<Poll<void>> {
    const waker = yield* cx.waker.clone();
    const guard = yield* this.notify.inner.lock();
    const unused = this.register(guard.value, waker);
    const { life } = this;
    yield* guard.drop();
    if (unused !== null) yield* unused.drop();
    return life === "done" ? READY : PENDING;
  }

  *drop(): Op<void> {
    const guard = yield* this.notify.inner.lock();
    const { waiters } = guard.value;
    const { life, waker } = this;
    if (life === "waiting") waiters.splice(waiters.indexOf(this), 1);
    this.life = "done";
    this.waker = null;
    yield* guard.drop();
    if (waker !== null) yield* waker.drop();
    if (life === "notified") yield* this.notify.notifyOne();
  }

  /** With the lock held, off the list: notified from now on; gives out the waker to be woken. */
  takeWaker(): Waker | null {
    const { waker } = this;
    this.life = "notified";
    this.waker = null;
    return waker;
  }

  /** With the lock held: keeps `waker` where this must still wait, and gives back the one to be dropped. */
  private register(inner: Inner, waker: Waker): Waker | null {
    if (this.life === "notified" || (this.life === "new" && inner.permit)) {
      if (this.life === "new") inner.permit = false;
      this.life = "done";
    }
    if (this.life === "done") return waker;
    if (this.life === "new") inner.waiters.push(this);
    this.life = "waiting";
    const before = this.waker;
    this.waker = waker;
    return before;
  }
}
