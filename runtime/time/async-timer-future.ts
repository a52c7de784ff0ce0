/**
 * The timer of the books on async Rust: one thread per timer sleeps, sets a flag and wakes whoever polled
 * last; flag and waker lie in shared state under one mutex. For learning: a runtime has a wheel instead.
 */
import { Mutex, type Op, sleep, spawn } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY } from "../future/poll.ts";
import { replaceWaker, takeWaker, type WakerPlace } from "../future/waker-place.ts";

/** What the future and its thread share: also the waker of the task that polled last. */
export interface TimerState extends WakerPlace {
  completed: boolean;
}

export class AsyncTimerFuture implements Future<void> {
  private readonly shared: Mutex<TimerState>;

  private constructor(shared: Mutex<TimerState>) {
    this.shared = shared;
  }

  /** Starts the thread; the future is ready once `ns` of virtual time have passed. */
  static *after(ns: number, name = "timer"): Op<AsyncTimerFuture> {
    const shared = new Mutex<TimerState>({ completed: false, waker: null }, name);
    yield* spawn(() => runTimer(shared, ns), `${name} thread`);
    return new AsyncTimerFuture(shared);
  }

  /** Looks and registers under one lock: the thread comes before both or after both. */
  *poll(cx: Context): Op<Poll<void>> {
    const state = yield* this.shared.lock();
    try {
      if (state.value.completed) return READY;
      yield* replaceWaker(state.value, cx.waker);
      return PENDING;
    } finally {
      yield* state.drop();
    }
  }

  /** The thread sleeps on, and finds nobody to wake. */
  *drop(): Op<void> {
    const state = yield* this.shared.lock();
    const waker = takeWaker(state.value);
    yield* state.drop();
    if (waker !== null) yield* waker.drop();
  }
}

/** The thread's work: what it changes comes before the wake, and nothing is woken under the lock. */
export function* runTimer(shared: Mutex<TimerState>, ns: number): Op<void> {
  yield* sleep(ns);
  const state = yield* shared.lock();
  state.value.completed = true;
  const waker = takeWaker(state.value);
  yield* state.drop();
  if (waker !== null) yield* waker.wake();
}
