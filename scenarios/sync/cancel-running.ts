/** `runUntilCancelled`: the future ends by itself or is dropped, and a drop guard cancels in passing. */
import { scenario } from "../../properties/index.ts";
import { blockOn, CancellationToken, Notify } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const cancelRunning = scenario({
  name: "sync/cancel-running",
  about: "A future runs until it is notified or its token is cancelled, and another thread does both.",
  source: "tokio-util tests/sync_cancellation_token.rs: run_until_cancelled_test, drop_guard",
  *model() {
    const token = new CancellationToken();
    const other = yield* token.clone();
    const notify = new Notify();
    const thread = yield* spawn(function* () {
      const guard = other.dropGuard();
      yield* notify.notifyOne();
      yield* guard.drop();
    }, "notifier");
    const result = yield* blockOn(token.runUntilCancelled(yield* notify.notified()));
    yield* thread.join();
    assert(yield* token.isCancelled(), "the guard of a token was dropped, and it is not cancelled");
    if (!result.ok) yield* blockOn(yield* notify.notified());
    yield* token.drop();
  },
});
