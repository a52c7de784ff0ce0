/**
 * A task is complete, and all that refer to it let go at once: the join handle, an abort handle, two
 * wakers. One of them is last, frees the task, and may do so only after the others have used it.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, type Poll, READY, type Waker } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

class LeavesWakers extends HoldingFuture<void> {
  readonly wakers: Waker[] = [];

  *poll(cx: Context): Op<Poll<void>> {
    this.wakers.push(yield* cx.waker.clone(), yield* cx.waker.clone());
    return READY;
  }
}

export const lastReference = scenario({
  name: "task/last-reference",
  about: "Up to four threads drop the last references to a complete task at once.",
  source: "tokio runtime/task/mod.rs: Task reference types; the reference count",
  options: { wakers: { from: 1, to: 2 }, aborts: { oneOf: [false, true] } },
  *model({ wakers, aborts }) {
    const scheduler = new FifoScheduler();
    const future = new LeavesWakers();
    const join = yield* scheduler.spawn(future, "task");
    const abortHandle = yield* join.abortHandle();
    yield* scheduler.tick();
    for (const waker of future.wakers.splice(wakers)) yield* waker.drop();
    for (const waker of future.wakers) yield* spawn(() => waker.drop(), "waker");
    if (aborts) yield* spawn(() => abortHandle.drop(), "abort handle");
    else yield* abortHandle.drop();
    yield* join.drop();
  },
});
