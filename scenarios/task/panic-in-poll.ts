/**
 * A future panics when it is polled. The worker must survive it, and the task must end like any other:
 * future dropped, the panic handed to the join handle, late wakes harmless.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, FifoScheduler, type Poll } from "../../runtime/index.ts";
import { assert, type Op, panic, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

class Panics extends HoldingFuture<void> {
  *poll(cx: Context): Op<Poll<void>> {
    const waker = yield* cx.waker.clone();
    yield* spawn(() => waker.wake(), "waker");
    panic("in poll");
  }
}

export const panicInPoll = scenario({
  name: "task/panic-in-poll",
  about: "A future panics in a worker's poll, while a thread wakes it and the main thread waits for its output.",
  source: "tokio runtime/tests/task_combinations.rs: PanicOnRun",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new Panics();
    const join = yield* scheduler.spawn(future, "task");
    const worker = yield* spawn(() => scheduler.work(), "worker");
    const result = yield* blockOn(join);
    assert(!result.ok && result.error.intoPanic().payload === "in poll", "the join handle gets the panic");
    assert(future.held.droppedBy === "worker", "a future that panicked was not dropped with its task");
    assert(scheduler.unhandledPanics === 1, "the scheduler is told of the panic");
    yield* scheduler.stop();
    yield* worker.join();
  },
});
