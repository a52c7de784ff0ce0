/**
 * A task waits for a sleep that another thread moves, to earlier or to later: the sleep ends at the moment that
 * was set last, and the task that polled it is woken then.
 */
import { scenario } from "../../properties/index.ts";
import { async_, pollFn, type Sleep, sleep, wait } from "../../runtime/index.ts";
import { assert, Mutex, now, type Op, spawn } from "../../sim/index.ts";
import { MS, timedRuntime } from "./support/runtime.ts";

const FIRST_MS = 70;

function* locked<R>(shared: Mutex<Sleep>, body: (sleep: Sleep) => Op<R>): Op<R> {
  const guard = yield* shared.lock();
  try {
    return yield* body(guard.value);
  } finally {
    yield* guard.drop();
  }
}

export const sleepResetByOther = scenario({
  name: "time/sleep-reset-by-other",
  about: "A thread resets a sleep, to earlier or to later, while a task waits for it.",
  source:
    "tokio/tests/time_sleep.rs: reset_sleep_before_turn, reset_earlier_sleep_before_turn, reset_future_sleep_to_past",
  options: { toMs: { oneOf: [200, 5, 0] } },
  *model({ toMs }) {
    const runtime = yield* timedRuntime();
    const entered = runtime.enter();
    const shared = new Mutex(sleep(FIRST_MS * MS), "sleep lock");
    entered.drop();
    const other = yield* spawn(() => locked(shared, (moved) => moved.reset(toMs * MS)), "other");
    const waiting = pollFn((cx) => locked(shared, (slept) => slept.poll(cx)));
    yield* runtime.blockOn(async_(() => wait(waiting)));
    assert(now() >= toMs * MS, "a sleep ended before the moment to which it was moved");
    assert(now() <= (toMs + 1) * MS, "a sleep ended after the moment to which it was moved");
    yield* other.join();
    yield* locked(shared, (slept) => slept.drop());
    yield* runtime.drop();
  },
});
