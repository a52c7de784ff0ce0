/** A token is cancelled while another one of it is dropped, and its child is dropped or cancelled, too. */
import { scenario } from "../../properties/index.ts";
import { CancellationToken } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";

function* cancelThenDrop(token: CancellationToken): Op<void> {
  yield* token.cancel();
  assert(yield* token.isCancelled(), "a token that was cancelled is not");
  yield* token.drop();
}

export const cancelAndDrop = scenario({
  name: "sync/cancel-and-drop",
  about: "One thread drops a token, one cancels another token of the same node, and one drops or cancels a child.",
  source: "tokio-util sync/tests/loom_cancellation_token.rs: drop_and_cancel_token, cancel_parent_and_child",
  options: { child: { oneOf: ["dropped", "cancelled"] } },
  *model({ child }) {
    const token = new CancellationToken();
    const clone = yield* token.clone();
    const derived = yield* token.childToken();
    const canceller = yield* spawn(() => cancelThenDrop(clone), "canceller");
    const other = yield* spawn(() => (child === "dropped" ? derived.drop() : cancelThenDrop(derived)), "child");
    yield* token.drop();
    yield* canceller.join();
    yield* other.join();
  },
});
