/**
 * Wrong on purpose: the timer keeps the waker of its first poll. The future is polled by one task and then
 * handed to another; the timer wakes the first one, and the second sleeps for ever.
 */
import { scenario } from "../../properties/index.ts";
import {
  blockOn,
  type Context,
  type Future,
  PENDING,
  type Poll,
  pollFn,
  READY,
  runTimer,
  type TimerState,
} from "../../runtime/index.ts";
import { Mutex, type Op, spawn } from "../../sim/index.ts";

class StoresWakerOnce implements Future<void> {
  readonly shared = new Mutex<TimerState>({ completed: false, waker: null }, "timer");

  *poll(cx: Context): Op<Poll<void>> {
    const state = yield* this.shared.lock();
    const { completed } = state.value;
    // Wrong: this task need not be the one that polled first.
    if (!completed && state.value.waker === null) state.value.waker = yield* cx.waker.clone();
    yield* state.drop();
    return completed ? READY : PENDING;
  }

  *drop(): Op<void> {}
}

export const asyncTimerWakerOnce = scenario({
  name: "future/async-timer-waker-once",
  about: "A timer stores only the first poll's waker although its future moves to another task: wrong on purpose.",
  source: "Asynchronous Programming in Rust, Applied: Build a Timer: the waker must be updated at every poll",
  expect: { kind: "lost-wakeup", invariant: "I1" },
  *model() {
    const timer = new StoresWakerOnce();
    yield* spawn(() => runTimer(timer.shared, 1_000), "timer thread");
    yield* blockOn(
      pollFn(function* (cx) {
        yield* timer.poll(cx);
        return READY;
      }),
    );
    const consumer = yield* spawn(() => blockOn(timer), "consumer");
    yield* consumer.join();
  },
});
