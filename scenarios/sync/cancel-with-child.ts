/** Who waits for a child is told by the cancellation of the parent. */
import { scenario } from "../../properties/index.ts";
import { blockOn, CancellationToken } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";

function* waitAndDrop(token: CancellationToken): Op<void> {
  yield* blockOn(yield* token.cancelled());
  yield* token.drop();
}

export const cancelWithChild = scenario({
  name: "sync/cancel-with-child",
  about: "One thread waits for a token, one for its child, and a third one cancels the token.",
  source: "tokio-util sync/tests/loom_cancellation_token.rs: cancel_with_child",
  *model() {
    const token = new CancellationToken();
    const clone = yield* token.clone();
    const child = yield* token.childToken();
    const first = yield* spawn(() => waitAndDrop(clone), "parent's");
    const second = yield* spawn(() => waitAndDrop(child), "child's");
    yield* token.cancel();
    yield* first.join();
    yield* second.join();
    yield* token.drop();
  },
});
