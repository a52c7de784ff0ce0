/**
 * Wrong on purpose: the timer's future looks at the flag under the lock, lets go of it, and takes it again to
 * store its waker. The timer that fires in between finds no waker, and nobody looks at the flag again.
 */
import { scenario } from "../../properties/index.ts";
import {
  blockOn,
  type Context,
  type Future,
  PENDING,
  type Poll,
  READY,
  runTimer,
  type TimerState,
} from "../../runtime/index.ts";
import { Mutex, type Op, spawn } from "../../sim/index.ts";

class StoresWakerLater implements Future<void> {
  readonly shared = new Mutex<TimerState>({ completed: false, waker: null }, "timer");

  *poll(cx: Context): Op<Poll<void>> {
    const look = yield* this.shared.lock();
    const { completed } = look.value;
    yield* look.drop();
    if (completed) return READY;
    // Wrong: what was seen under the lock is past as soon as it is free.
    const store = yield* this.shared.lock();
    const before = store.value.waker;
    store.value.waker = yield* cx.waker.clone();
    yield* store.drop();
    if (before !== null) yield* before.drop();
    return PENDING;
  }

  *drop(): Op<void> {}
}

export const asyncTimerCheckAfterUnlock = scenario({
  name: "future/async-timer-check-after-unlock",
  about: "A timer fires between its future's look at the flag and the storing of the waker: wrong on purpose.",
  source: "Asynchronous Programming in Rust, Applied: Build a Timer: flag and waker lie under one lock",
  bounds: { clock: "anytime" },
  expect: { kind: "lost-wakeup", invariant: "I1" },
  *model() {
    const timer = new StoresWakerLater();
    yield* spawn(() => runTimer(timer.shared, 1_000), "timer thread");
    yield* blockOn(timer);
  },
});
