/**
 * The runtime shuts down while a worker polls a task, which keeps waking itself. Nobody may drop the
 * future under the poll: the shutdown leaves a mark, which the end of the poll finds. Between two polls,
 * the shutdown cancels the task at once, and the queued notification finds nothing left to do.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, FifoScheduler, PENDING, type Poll, READY } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

/** Yields `left` times before it is ready. */
class Yields extends HoldingFuture<void> {
  private left: number;

  constructor(left: number) {
    super();
    this.left = left;
  }

  *poll(cx: Context): Op<Poll<void>> {
    if (this.left-- === 0) return READY;
    yield* cx.waker.wakeByRef();
    return PENDING;
  }
}

export const shutdownVsPoll = scenario({
  name: "task/shutdown-vs-poll",
  about: "The main thread shuts a runtime down, while a worker polls a task that wakes itself in each poll.",
  source:
    "tokio runtime/tests/task.rs: shutdown, shutdown_immediately; runtime/tests/loom_multi_thread.rs: pool_shutdown",
  options: { yields: { from: 1, to: 3 } },
  *model({ yields }) {
    const scheduler = new FifoScheduler();
    const worker = yield* spawn(() => scheduler.work(), "worker");
    const future = new Yields(yields);
    const join = yield* scheduler.spawn(future, "task");
    yield* scheduler.shutdown();
    const result = yield* blockOn(join);
    assert(result.ok || result.error.isCancelled, "nothing panicked");
    assert(future.held.droppedBy !== null, "the join handle resolved before the future was dropped");
    yield* scheduler.stop();
    yield* worker.join();
  },
});
