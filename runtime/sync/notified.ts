/**
 * The future of a `Notify`. Cancel-safe: a notification that had reached it and was not yet seen goes on to the
 * next one when it is dropped. Its place in the queue is lost, as in tokio.
 */
import { type Arc, assertOrPanic, dropInPlace, type MutexGuard, type Op, Owned, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY } from "../future/poll.ts";
import type { Waker } from "../future/waker.ts";
import type { Notify } from "./notify.ts";
import { BY_ALL, BY_LAST, BY_ONE, NOT_NOTIFIED, notifyLocked, Waiter, type WaitList } from "./notify-waiter.ts";
import { callsOf, EMPTY, NOTIFIED, stateOf, WAITING, withState } from "./notify-word.ts";

export class Notified extends Owned implements Future<void> {
  readonly sort = "notified";
  private readonly notify: Notify;
  /** How often `notifyWaiters` had been called when this was made. */
  private readonly calls: number;
  private readonly waiter: Waiter;
  /** Of a `notifiedOwned`. */
  private readonly owner: Arc<Notify> | null;
  private life: "init" | "waiting" | "done" = "init";

  /** Use `Notify.notified`. */
  constructor(notify: Notify, calls: number, owner: Arc<Notify> | null) {
    super(null);
    this.notify = notify;
    this.calls = calls;
    this.waiter = new Waiter(notify.label);
    this.owner = owner;
  }

  *poll(cx: Context): Op<Poll<void>> {
    return (yield* this.pollNotified(cx.waker)) ? READY : PENDING;
  }

  /** Queues up for `notifyOne`, as a poll does, but without a waker. True: it is notified. */
  enable(): Op<boolean> {
    return this.pollNotified(null);
  }

  *drop(): Op<void> {
    this.consume("dropped");
    try {
      if (this.life === "waiting") yield* this.leave();
    } finally {
      yield* this.dropFields();
    }
  }

  private *pollNotified(waker: Waker | null): Op<boolean> {
    this.use("poll()");
    if (this.life === "init") return yield* this.begin(waker);
    return this.life === "done" || (yield* this.isNotified(waker));
  }

  /** The first poll: takes what is kept, or queues up. */
  private *begin(waker: Waker | null): Op<boolean> {
    const { state } = this.notify;
    const word = yield* state.load("SeqCst");
    // First: who is reached by all leaves the kept one to others.
    if (callsOf(word) !== this.calls) return this.finish();
    const taken = yield* state.compareExchange(withState(word, NOTIFIED), withState(word, EMPTY), "SeqCst", "SeqCst");
    if (taken.ok) return this.endKept();
    // Foreign code: before the lock.
    let unused = waker === null ? null : yield* waker.clone();
    const waiters = yield* this.notify.waiters.lock("ignore");
    try {
      if (!(yield* this.startWaiting())) return true;
      yield* this.waiter.waker.set(unused);
      unused = null;
      waiters.value.pushFront(this.waiter);
      this.life = "waiting";
      return false;
    } finally {
      yield* waiters.drop();
      if (unused !== null) yield* unused.drop();
    }
  }

  /** With the lock: makes the state WAITING. False: there is nothing to wait for any more. */
  private *startWaiting(): Op<boolean> {
    const { state } = this.notify;
    let word = yield* state.load("SeqCst");
    if (callsOf(word) !== this.calls) return !this.finish();
    while (stateOf(word) !== WAITING) {
      const isKept = stateOf(word) === NOTIFIED;
      const changed = yield* state.compareExchange(word, withState(word, isKept ? EMPTY : WAITING), "SeqCst", "SeqCst");
      if (changed.ok) return !(isKept && this.endKept());
      word = changed.actual;
      assertOrPanic(stateOf(word) !== WAITING, "get_state(actual) != WAITING");
    }
    return true;
  }

  /** A later poll: whether its turn has come; otherwise it keeps the waker of this poll. */
  private *isNotified(waker: Waker | null): Op<boolean> {
    const told = yield* this.waiter.notification.load("Acquire");
    if (told !== NOT_NOTIFIED) {
      yield* dropInPlace(yield* this.waiter.waker.replace(null));
      return this.endTold(told);
    }
    // Foreign code: before the lock.
    const clone = waker === null ? null : yield* waker.clone();
    const waiters = yield* this.notify.waiters.lock("ignore");
    let unused: readonly (Waker | null)[] = [];
    let isOver = false;
    try {
      isOver = yield* this.isOver(waiters);
      unused = isOver ? [clone, yield* this.waiter.waker.replace(null)] : [yield* this.keep(clone)];
    } finally {
      yield* waiters.drop();
    }
    for (const each of unused) if (each !== null) yield* each.drop();
    return isOver;
  }

  /** With the lock: told meanwhile, or in the list of a `notifyWaiters` that has not come to it yet. */
  private *isOver(waiters: MutexGuard<WaitList>): Op<boolean> {
    // Relaxed: notifications are written under the lock.
    const told = yield* this.waiter.notification.load("Relaxed");
    if (told !== NOT_NOTIFIED) return this.endTold(told);
    const word = yield* this.notify.state.load("SeqCst");
    if (callsOf(word) === this.calls) return false;
    waiters.value.remove(this.waiter);
    return this.finish();
  }

  /** With the lock: `clone` is what to wake from now on, unless that is so already. Gives back the one to drop. */
  private *keep(clone: Waker | null): Op<Waker | null> {
    if (clone === null) return null;
    const stored = yield* this.waiter.waker.get();
    if (stored?.willWake(clone) === true) return clone;
    yield* this.waiter.waker.set(clone);
    return stored;
  }

  /** Off the list; what it was given and has not seen is for the next one. */
  private *leave(): Op<void> {
    const { notify, waiter } = this;
    const waiters = yield* notify.waiters.lock("ignore");
    let word = yield* notify.state.load("SeqCst");
    // Relaxed: notifications are written under the lock.
    const told = yield* waiter.notification.load("Relaxed");
    waiters.value.remove(waiter);
    if (waiters.value.isEmpty && stateOf(word) === WAITING) {
      word = withState(word, EMPTY);
      yield* notify.state.store(word, "SeqCst");
    }
    let next: Waker | null = null;
    if (told === BY_ONE || told === BY_LAST) {
      if (observing()) tell({ type: "notify.returned", notify });
      next = yield* notifyLocked(notify, waiters.value, word, told);
    }
    yield* waiters.drop();
    if (next !== null) yield* next.wake();
  }

  private *dropFields(): Op<void> {
    try {
      if (this.life === "waiting") yield* dropInPlace(yield* this.waiter.waker.replace(null));
    } finally {
      if (this.owner !== null) yield* this.owner.drop();
    }
  }

  private endKept(): true {
    this.notify.tellKeptTaken();
    return this.finish();
  }

  private endTold(told: number): true {
    return told === BY_ALL ? this.finish() : this.endTaken();
  }

  private endTaken(): true {
    if (observing()) tell({ type: "notify.taken", notify: this.notify });
    return this.finish();
  }

  private finish(): true {
    this.life = "done";
    return true;
  }
}
