/** A `Notified`'s part of the list of those who wait, and how one of them is notified. */
import { AtomicUsize, assertOrPanic, type Op, observing, panic, UnsafeCell } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Waker } from "../future/waker.ts";
import { LinkedList, Links } from "../util/linked-list.ts";
import type { Notify } from "./notify.ts";
import { EMPTY, NOTIFIED, stateOf, WAITING, withState } from "./notify-word.ts";

/** What a waiter was told, in its own word. */
export const NOT_NOTIFIED = 0;
export const BY_ONE = 1;
export const BY_ALL = 2;
export const BY_LAST = 5;

/** Who of those that wait is notified by one notification: who waits for longest, or who came last. */
export type WhichWaiter = typeof BY_ONE | typeof BY_LAST;

const showNotification = (told: number): string =>
  told === NOT_NOTIFIED ? "none" : told === BY_ALL ? "all" : told === BY_ONE ? "one" : "last";

export class Waiter {
  /** Guarded by the list's lock. */
  readonly links = new Links<Waiter>();
  /** Guarded by the list's lock until the waiter is told something; then its future's. */
  readonly waker: UnsafeCell<Waker | null>;
  /** Written once, off the list, as the last thing that a notifier does to it. */
  readonly notification: AtomicUsize;

  /** `label`: of the Notify, for traces. */
  constructor(label: string) {
    this.waker = new UnsafeCell<Waker | null>(null, `${label}.waiter.waker`);
    this.notification = new AtomicUsize(NOT_NOTIFIED, { name: `${label}.notification`, show: showNotification });
  }

  /** With the list's lock, off the list: gives out the waker, to be woken, and lets go of the waiter. */
  *tell(notification: number): Op<Waker | null> {
    const waker = yield* this.waker.replace(null);
    // Release: pairs with the Acquire of the poll that sees it, which has the cell to itself then.
    yield* this.notification.store(notification, "Release");
    return waker;
  }
}

export const linksOfWaiter = (waiter: Waiter): Links<Waiter> => waiter.links;

export class WaitList extends LinkedList<Waiter> {
  constructor() {
    super(linksOfWaiter);
  }
}

/**
 * With the lock of `waiters`, `word` read under it: one notification, for a waiter or to be kept. Gives out the
 * waker, to be woken without the lock.
 */
export function* notifyLocked(notify: Notify, waiters: WaitList, word: number, which: WhichWaiter): Op<Waker | null> {
  if (stateOf(word) !== WAITING) {
    yield* keep(notify, word);
    return null;
  }
  const waiter = which === BY_LAST ? waiters.popFront() : waiters.popBack();
  if (waiter === null) panic("called `Option::unwrap()` on a `None` value");
  const waker = yield* waiter.tell(which);
  if (observing()) tell({ type: "notify.given", notify });
  // No exchange: with the lock, nobody else leaves WAITING.
  if (waiters.isEmpty) yield* notify.state.store(withState(word, EMPTY), "SeqCst");
  return waker;
}

/** Nobody waits: the notification is kept. Others may do the same meanwhile, or take it, without the lock. */
function* keep(notify: Notify, word: number): Op<void> {
  const kept = yield* notify.state.compareExchange(word, withState(word, NOTIFIED), "SeqCst", "SeqCst");
  if (!kept.ok) {
    assertOrPanic(stateOf(kept.actual) !== WAITING, "actual_state == EMPTY || actual_state == NOTIFIED");
    // What was kept may have been taken since: then this is one more.
    yield* notify.state.store(withState(kept.actual, NOTIFIED), "SeqCst");
  }
  notify.tellKept();
}
