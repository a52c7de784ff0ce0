/**
 * Parking a thread of a runtime, after tokio's `runtime/park.rs`: a word that says whether the thread is
 * parked or notified, and a mutex with a condition variable to sleep on.
 *
 * Whoever unparks writes NOTIFIED even where it stands there already: the parked thread must see what
 * was done before the last unpark, and for that it has to read that very write.
 */
import {
  AtomicUsize,
  assertOrPanic,
  Condvar,
  currentThread,
  now,
  type Op,
  observing,
  panic,
  ThreadLocal,
} from "../sim/index.ts";
import { type Pollable, tell } from "./events.ts";
import { Context } from "./future/context.ts";
import type { Future } from "./future/future.ts";
import { RawWaker, type RawWakerVTable } from "./future/raw-waker.ts";
import { tellingPoll } from "./future/telling-poll.ts";
import { Waker } from "./future/waker.ts";
import { InternalMutex } from "./sync/internal-mutex.ts";
import { budgeted } from "./task/budget.ts";

const EMPTY = 0;
const PARKED = 1;
const NOTIFIED = 2;

const STATES = ["EMPTY", "PARKED", "NOTIFIED"];

/** What parker and unparkers share; a waker's data. */
class Inner implements Pollable {
  readonly label: string;
  readonly raw: RawWaker = RawWaker.of<Inner>(this, UNPARKS);
  private readonly state: AtomicUsize;
  private readonly mutex: InternalMutex<null>;
  private readonly condvar: Condvar;

  constructor(label: string) {
    this.label = label;
    this.state = new AtomicUsize(EMPTY, { name: `${label}.state`, show: (state) => STATES[state] ?? String(state) });
    this.mutex = new InternalMutex(null, `${label}.mutex`);
    this.condvar = new Condvar(`${label}.condvar`);
  }

  *park(): Op<void> {
    if (yield* this.consumeNotification()) return;
    const guard = yield* this.mutex.lock();
    if (yield* this.beginToPark("park")) {
      // A wake without a notification is spurious: back to sleep.
      do yield* this.condvar.wait(guard);
      while (!(yield* this.consumeNotification()));
    }
    yield* guard.drop();
  }

  *parkTimeout(ns: number): Op<void> {
    if ((yield* this.consumeNotification()) || ns === 0) return;
    const guard = yield* this.mutex.lock();
    if (yield* this.beginToPark("park_timeout")) {
      // Whatever ended it: an early return costs a turn of the caller's loop.
      yield* this.condvar.waitTimeout(guard, ns);
      const before = yield* this.state.swap(EMPTY, "SeqCst");
      if (before !== NOTIFIED && before !== PARKED) panic(`inconsistent park_timeout state: ${before}`);
    }
    yield* guard.drop();
  }

  *unpark(): Op<void> {
    const before = yield* this.state.swap(NOTIFIED, "SeqCst");
    if (before === EMPTY || before === NOTIFIED) return;
    if (before !== PARKED) panic("inconsistent state in unpark");
    // Between its word and its wait the parked thread holds the lock, and would not hear the notification.
    const guard = yield* this.mutex.lock();
    yield* guard.drop();
    yield* this.condvar.notifyOne();
  }

  shutdown(): Op<void> {
    return this.condvar.notifyAll();
  }

  private *consumeNotification(): Op<boolean> {
    return (yield* this.state.compareExchange(NOTIFIED, EMPTY, "SeqCst", "SeqCst")).ok;
  }

  /** With the lock held. False: a notification came first, and is consumed. */
  private *beginToPark(what: string): Op<boolean> {
    const { ok, actual } = yield* this.state.compareExchange(EMPTY, PARKED, "SeqCst", "SeqCst");
    if (ok) return true;
    if (actual !== NOTIFIED) panic(`inconsistent ${what} state; actual = ${actual}`);
    // Read once more: there may have been another unpark since, and this must be ordered after it.
    const before = yield* this.state.swap(EMPTY, "SeqCst");
    assertOrPanic(before === NOTIFIED, "park state changed unexpectedly");
    return false;
  }
}

const UNPARKS: RawWakerVTable<Inner> = {
  *clone(data) {
    return data.raw;
  },
  wake: (data) => data.unpark(),
  wakeByRef: (data) => data.unpark(),
  *drop() {},
  taskOf: (data) => data,
};

/** Blocks the thread that it is used by, until it is unparked. */
export class ParkThread {
  private readonly inner: Inner;

  /** `label` is for traces. */
  constructor(label = "parker") {
    this.inner = new Inner(label);
  }

  unpark(): UnparkThread {
    return new UnparkThread(this.inner);
  }

  park(): Op<void> {
    return this.inner.park();
  }

  /** For at most `ns`. */
  parkTimeout(ns: number): Op<void> {
    return this.inner.parkTimeout(ns);
  }

  /** Wakes whoever is parked, without a notification. */
  shutdown(): Op<void> {
    return this.inner.shutdown();
  }
}

/** Unparks a `ParkThread`, from anywhere. */
export class UnparkThread {
  private readonly inner: Inner;

  /** Use `ParkThread.unpark`. */
  constructor(inner: Inner) {
    this.inner = inner;
  }

  unpark(): Op<void> {
    return this.inner.unpark();
  }

  /** Whom its wakers wake: for traces and monitors. */
  get task(): Pollable {
    return this.inner;
  }

  /** A waker that unparks. */
  intoWaker(): Waker {
    return Waker.fromRaw(this.inner.raw);
  }
}

/** One parker for each thread, made at its first use. */
const CURRENT_PARKER = new ThreadLocal(() => new ParkThread(`parker of ${currentThread().name}`));

/** The running thread's own parker. Another `CachedParkThread` on this thread may take its notification. */
export class CachedParkThread {
  park(): Op<void> {
    return CURRENT_PARKER.get().park();
  }

  parkTimeout(ns: number): Op<void> {
    return CURRENT_PARKER.get().parkTimeout(ns);
  }

  unpark(): UnparkThread {
    return CURRENT_PARKER.get().unpark();
  }

  /** Runs `future` to its end on this thread. Takes it over. */
  *blockOn<T>(future: Future<T>): Op<T> {
    const result = yield* this.blockOnUntil(future, null);
    return (result as { readonly value: T }).value; // only a deadline ends it otherwise
  }

  /** As `blockOn`, for at most `ns`: null when the time was up. */
  blockOnTimeout<T>(future: Future<T>, ns: number): Op<{ readonly value: T } | null> {
    return this.blockOnUntil(future, now() + ns);
  }

  private *blockOnUntil<T>(future: Future<T>, until: number | null): Op<{ readonly value: T } | null> {
    const unparker = this.unpark();
    const { task } = unparker;
    const waker = unparker.intoWaker();
    const cx = new Context(waker);
    if (observing()) tell({ type: "block-on.begin", task });
    // The locals' drops, in Rust's order: also when a poll or the future's drop panics.
    try {
      try {
        for (;;) {
          const poll = yield* budgeted(() => tellingPoll(task, future, cx));
          if (poll.ready) return { value: poll.value };
          if (observing()) tell({ type: "block-on.park", task });
          if (until === null) yield* this.park();
          else if (now() >= until) return null;
          else yield* this.parkTimeout(until - now());
        }
      } finally {
        yield* future.drop();
      }
    } finally {
      yield* waker.drop();
      if (observing()) tell({ type: "block-on.end", task });
    }
  }
}
