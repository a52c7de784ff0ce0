/** A task waits for the cancellation that another thread asks for: through a token, or a future that owns one. */
import { scenario } from "../../properties/index.ts";
import { blockOn, CancellationToken } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const cancelToken = scenario({
  name: "sync/cancel-token",
  about: "One thread waits until its token is cancelled, and another one cancels it.",
  source: "tokio-util sync/tests/loom_cancellation_token.rs: cancel_token, cancel_token_owned",
  options: { owned: { oneOf: [false, true] } },
  *model({ owned }) {
    const token = new CancellationToken();
    const other = yield* token.clone();
    const waiter = yield* spawn(function* () {
      if (owned) return yield* blockOn(yield* other.cancelledOwned());
      yield* blockOn(yield* other.cancelled());
      yield* other.drop();
    }, "waiter");
    yield* token.cancel();
    yield* waiter.join();
    assert(yield* token.isCancelled(), "a token that was cancelled is not");
    yield* token.drop();
  },
});
