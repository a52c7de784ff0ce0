/**
 * `tokio::sync::Notify`, after tokio's `sync/notify.rs`: tells one task that waits, or all of them, that
 * something happened. A notification for one that finds nobody is kept, but only one of them.
 *
 * `notifyWaiters` reaches every `Notified` that was made before the call, polled or not: each remembers how many
 * such calls there had been. What is kept is changed without the lock; the lock guards the list of waiters, and
 * the state WAITING is left only with it.
 */
import { type Arc, AtomicUsize, type MutexGuard, type Op, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import { InternalMutex } from "./internal-mutex.ts";
import { Notified } from "./notified.ts";
import { BY_LAST, BY_ONE, notifyLocked, WaitList, type WhichWaiter } from "./notify-waiter.ts";
import { notifyAllWaiters } from "./notify-waiters.ts";
import { callsOf, EMPTY, NOTIFIED, showNotifyWord, stateOf, WAITING, withState } from "./notify-word.ts";

export class Notify {
  /** For traces. */
  readonly label: string;
  /** See `notify-word.ts`. */
  readonly state: AtomicUsize;
  readonly waiters: InternalMutex<WaitList>;

  /** For monitors only: whether the word is NOTIFIED. Kept in one with each step that changes that. */
  private isKept = false;

  constructor(label = "notify") {
    this.label = label;
    this.state = new AtomicUsize(EMPTY, { name: `${label}.state`, show: showNotifyWord });
    this.waiters = new InternalMutex(new WaitList(), `${label}.waiters`);
  }

  /** `notify.clone().notified_owned()`: a `Notified` with a reference of its own, which it takes over. */
  static *notifiedOwned(notify: Arc<Notify>): Op<Notified> {
    const inner = yield* notify.get();
    return new Notified(inner, callsOf(yield* inner.state.load("SeqCst")), notify);
  }

  /** Resolves once notified; from now on `notifyWaiters` reaches it. */
  *notified(): Op<Notified> {
    return new Notified(this, callsOf(yield* this.state.load("SeqCst")), null);
  }

  /** Notifies the task that waits for longest, or the next one to ask. */
  notifyOne(): Op<void> {
    return this.notifyWhich(BY_ONE);
  }

  /** As `notifyOne`, but of those that wait the one that came last. */
  notifyLast(): Op<void> {
    return this.notifyWhich(BY_LAST);
  }

  /** Notifies all that wait; nothing is kept. */
  *notifyWaiters(): Op<void> {
    const guard = yield* this.lockWaiterList();
    yield* guard.notifyWaiters();
  }

  /** For primitives that change something of their own in one with the notification. */
  *lockWaiterList(): Op<NotifyGuard> {
    const waiters = yield* this.waiters.lock("ignore");
    return new NotifyGuard(this, waiters, yield* this.state.load("SeqCst"));
  }

  /** The word was made NOTIFIED, whatever it was before. */
  tellKept(): void {
    if (!this.isKept && observing()) tell({ type: "notify.given", notify: this });
    this.isKept = true;
  }

  /** The word was made EMPTY by whoever takes what was kept. */
  tellKeptTaken(): void {
    this.isKept = false;
    if (observing()) tell({ type: "notify.taken", notify: this });
  }

  private *notifyWhich(which: WhichWaiter): Op<void> {
    let word = yield* this.state.load("SeqCst");
    while (stateOf(word) !== WAITING) {
      // Also where one is kept already: what came before happens before the poll that takes it.
      const kept = yield* this.state.compareExchange(word, withState(word, NOTIFIED), "SeqCst", "SeqCst");
      if (kept.ok) {
        this.tellKept();
        return;
      }
      word = kept.actual;
    }
    const waiters = yield* this.waiters.lock("ignore");
    const waker = yield* notifyLocked(this, waiters.value, yield* this.state.load("SeqCst"), which);
    yield* waiters.drop();
    // Foreign code: without the lock.
    if (waker !== null) yield* waker.wake();
  }
}

/** The list of waiters of a Notify, locked. */
export class NotifyGuard {
  private readonly notify: Notify;
  private readonly waiters: MutexGuard<WaitList>;
  private readonly word: number;

  /** Use `Notify.lockWaiterList`. */
  constructor(notify: Notify, waiters: MutexGuard<WaitList>, word: number) {
    this.notify = notify;
    this.waiters = waiters;
    this.word = word;
  }

  /** As `Notify.notifyWaiters`; lets go of the lock. */
  notifyWaiters(): Op<void> {
    return notifyAllWaiters(this.notify, this.waiters, this.word);
  }

  drop(): Op<void> {
    return this.waiters.drop();
  }
}
