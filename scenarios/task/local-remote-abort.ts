/**
 * A future that must stay on its thread is aborted from another one, which may not drop it: it asks the
 * home thread to. Only the home thread knows when to look, so an idle task is queued for it.
 */
import { scenario } from "../../properties/index.ts";
import { type AbortHandle, FifoScheduler, LocalOwnedTasks } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Endless } from "./support/futures.ts";

function* abortAndStop(handle: AbortHandle, home: FifoScheduler): Op<void> {
  yield* handle.abort();
  yield* handle.drop();
  yield* home.stop(); // once it has run what is queued
}

export const localRemoteAbort = scenario({
  name: "task/local-remote-abort",
  about: "A foreign thread aborts a task that its home thread alone may poll and drop.",
  source: "tokio-rs/tokio#3929: task dropped in wrong thread when aborting LocalSet task",
  *model() {
    const home = new FifoScheduler({ owned: new LocalOwnedTasks() });
    const future = new Endless();
    const join = yield* home.spawn(future, "task");
    const abortHandle = yield* join.abortHandle();
    const foreigner = yield* spawn(() => abortAndStop(abortHandle, home), "foreigner");
    yield* home.work();
    assert(yield* join.isFinished(), "an aborted task that waits for ever is cancelled");
    assert(future.held.droppedBy === "main", "a future was dropped away from its home");
    yield* join.drop();
    yield* foreigner.join();
  },
});
