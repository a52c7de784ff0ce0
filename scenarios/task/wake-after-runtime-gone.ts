/**
 * A runtime that lives as long as its tasks do, and a waker that may be used when nothing else is left of
 * it: the waker keeps the task, which keeps its share of the scheduler, into which the wake reaches.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, PENDING, type Poll, READY, type Waker } from "../../runtime/index.ts";
import { Arc, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";
import { ClosableScheduler, spawnOn } from "./support/shared-scheduler.ts";

class WokenByThread extends HoldingFuture<void> {
  private started = false;

  *poll(cx: Context): Op<Poll<void>> {
    if (this.started) return READY;
    this.started = true;
    const waker: Waker = yield* cx.waker.clone();
    yield* spawn(() => waker.wake(), "waker");
    return PENDING;
  }
}

function* work(runtime: Arc<ClosableScheduler>): Op<void> {
  const scheduler = yield* runtime.get();
  yield* scheduler.work();
  yield* runtime.drop();
}

export const wakeAfterRuntimeGone = scenario({
  name: "task/wake-after-runtime-gone",
  about: "A thread wakes a task, while a worker runs it, the runtime shuts down and everybody lets go of it.",
  source: "smol-rs/async-executor#163: use-after-free when a waker fires during the executor's drop",
  options: { waitsForTask: { oneOf: [true, false] } },
  *model({ waitsForTask }) {
    const runtime = new Arc(new ClosableScheduler(), "runtime");
    const scheduler = yield* runtime.get();
    const workersShare = yield* runtime.clone();
    const worker = yield* spawn(() => work(workersShare), "worker");
    const join = yield* spawnOn(runtime, new WokenByThread(), "task");
    if (waitsForTask) yield* blockOn(join);
    else yield* join.drop();
    yield* scheduler.shutdown();
    yield* scheduler.stop();
    yield* worker.join();
    yield* runtime.drop();
  },
});
