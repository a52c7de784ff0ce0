/**
 * `LocalSet`: tasks that stay on one thread, run by whoever polls the set: a future like any other, which
 * may itself be part of a task or of a `blockOn`. Once it was polled, it is woken when one of its tasks is.
 *
 * A set is polled, or it is merely entered, so that `spawnLocal` finds it. A wake on its own thread goes
 * into the local queue in both cases; but only where the set is polled will somebody look there anyway.
 */
import { Arc, assertOrPanic, currentThread, type Op, panic } from "../../sim/index.ts";
import { disallowBlockInPlace } from "../context.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY } from "../future/poll.ts";
import { budgeted } from "./coop.ts";
import type { JoinHandle } from "./join.ts";
import { CURRENT_SET, LocalContext } from "./local-set-context.ts";
import { type LocalSetOptions, LocalShared } from "./local-set-shared.ts";
import type { Notified } from "./notified.ts";

/** How many tasks are polled before the set lets others have their turn. */
const MAX_TASKS_PER_TICK = 61;
/** Every how many tasks the other threads' queue comes first. */
const REMOTE_FIRST_INTERVAL = 31;

/** Spawns on the set that this thread polls or has entered; the future stays on this thread. */
export function spawnLocal<T>(future: Future<T>, name?: string): Op<JoinHandle<T>> {
  const { context } = CURRENT_SET.get();
  if (context === null) panic("`spawn_local` called from outside of a `task::LocalSet` or LocalRuntime");
  return context.spawn(future, name);
}

export class LocalSet implements Future<void> {
  private readonly context: LocalContext;
  /** For the queue that comes first. Wraps at 256. */
  private ticks = 0;

  constructor(options: LocalSetOptions = {}) {
    this.context = new LocalContext(new Arc(new LocalShared(currentThread(), options), "local-set"));
  }

  /** Spawns on this set, whether it is polled just now or not. */
  *spawnLocal<T>(future: Future<T>, name?: string): Op<JoinHandle<T>> {
    const join = yield* this.context.spawn(future, name);
    // From outside of the set: whoever polls it must hear of it.
    yield* this.context.shared.waker.wake();
    return join;
  }

  /** Until the guard is dropped, `spawnLocal` on this thread means this set. */
  enter(): LocalEnterGuard {
    return new LocalEnterGuard(this.context);
  }

  /** A future that runs `future` and the set's tasks, until `future` is ready. Takes `future` over; the set is lent. */
  runUntil<T>(future: Future<T>): Future<T> {
    return new RunUntil(this, future);
  }

  /** Runs tasks; ready when none is left. */
  *poll(cx: Context): Op<Poll<void>> {
    const { shared } = this.context;
    // Before the queues are looked at: a wake that comes afterwards finds it.
    yield* shared.waker.registerByRef(cx.waker);
    if (yield* this.polled(() => this.tick())) {
      yield* cx.waker.wakeByRef();
      return PENDING;
    }
    return (yield* shared.isEmpty()) ? READY : PENDING;
  }

  /** Cancels all tasks. */
  *drop(): Op<void> {
    try {
      yield* this.polled(() => this.shutdown());
    } finally {
      yield* this.context.drop();
    }
  }

  /** For `RunUntil`: one poll of `future`, then of the set's tasks. */
  *pollWith<T>(future: Future<T>, cx: Context): Op<Poll<T>> {
    yield* this.context.shared.waker.registerByRef(cx.waker);
    const noBlocking = disallowBlockInPlace();
    try {
      const poll = yield* future.poll(cx);
      if (poll.ready) return poll;
      if (yield* this.tick()) yield* cx.waker.wakeByRef();
      return PENDING;
    } finally {
      noBlocking.drop();
    }
  }

  /** Does `body` with this set as the one that is polled on this thread. */
  *polled<R>(body: () => Op<R>): Op<R> {
    const before = CURRENT_SET.replace({ context: this.context, wakeOnSchedule: false });
    try {
      return yield* body();
    } finally {
      CURRENT_SET.replace(before);
    }
  }

  /** Runs the tasks that are queued, up to a number: whether there may be more. */
  private *tick(): Op<boolean> {
    for (let i = 0; i < MAX_TASKS_PER_TICK; i++) {
      if (this.context.unhandledPanic) {
        panic("a spawned task panicked and the LocalSet is configured to shutdown on unhandled panic");
      }
      const next = yield* this.nextTask();
      if (next === null) return false;
      const task = yield* this.context.shared.assertOwner(next);
      yield* budgeted(() => task.run());
    }
    return true;
  }

  private *nextTask(): Op<Notified | null> {
    const { shared } = this.context;
    const tick = this.ticks;
    this.ticks = (tick + 1) & 0xff;
    if (tick % REMOTE_FIRST_INTERVAL === 0) return (yield* shared.popRemote()) ?? (yield* shared.popLocal());
    return (yield* shared.popLocal()) ?? (yield* shared.popRemote());
  }

  private *shutdown(): Op<void> {
    const { shared } = this.context;
    yield* shared.closeAndShutdownAll();
    for (const task of yield* shared.takeLocal()) yield* task.drop();
    for (const task of yield* shared.closeRemote()) yield* task.drop();
    assertOrPanic(yield* shared.isEmpty(), "self.context.shared.local_state.owned_is_empty()");
  }
}

/** `LocalSet.enter`: to be dropped in the reverse order of entering. Keeps what it needs of the set alive. */
export class LocalEnterGuard {
  private readonly before = CURRENT_SET.get();
  private readonly context: LocalContext;

  /** Use `LocalSet.enter`. */
  constructor(context: LocalContext) {
    this.context = context.share();
    CURRENT_SET.replace({ context, wakeOnSchedule: true });
  }

  drop(): Op<void> {
    CURRENT_SET.replace(this.before);
    return this.context.drop();
  }
}

class RunUntil<T> implements Future<T> {
  private readonly set: LocalSet;
  private readonly future: Future<T>;

  constructor(set: LocalSet, future: Future<T>) {
    this.set = set;
    this.future = future;
  }

  poll(cx: Context): Op<Poll<T>> {
    return this.set.polled(() => this.set.pollWith(this.future, cx));
  }

  drop(): Op<void> {
    return this.future.drop();
  }
}
