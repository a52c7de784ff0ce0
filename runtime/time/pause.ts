/** tokio's `time::pause`, `resume` and `advance`: the clock of the runtime that this thread is in. */
import { type Op, panic } from "../../sim/index.ts";
import { tryCurrentHandle } from "../context.ts";
import { async_, wait } from "../future/async.ts";
import type { Future } from "../future/future.ts";
import { yieldNow } from "../future/yield-now.ts";
import type { Clock } from "./clock.ts";

/** Stops the clock: from now on it only moves by `advance`, or when the runtime has nothing left to do. */
export function pause(): void {
  currentClock().pause();
}

/** Lets the clock go on. */
export function resume(): void {
  currentClock().resume();
}

/** Moves the stopped clock by `ns`, at the first poll, and yields once: what is due by then is fired soon. */
export function advance(ns: number): Future<void> {
  return async_(
    function* (): Op<void> {
      currentClock().advance(ns);
      yield* wait(yieldNow());
    },
    { name: "advance" },
  );
}

function currentClock(): Clock {
  return tryCurrentHandle()?.driver.clock ?? panic("time cannot be frozen from outside the Tokio runtime");
}
