/** The token between a parent and a grandchild goes while the parent is cancelled: the grandchild hears of it. */
import { scenario } from "../../properties/index.ts";
import { blockOn, CancellationToken } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";

export const cancelGrandchild = scenario({
  name: "sync/cancel-grandchild",
  about: "One thread drops the token in the middle, one cancels its parent, and a task waits for its child.",
  source: "tokio-util sync/cancellation_token/tree_node.rs: decrease_handle_refcount, cancel",
  *model() {
    const token = new CancellationToken();
    const middle = yield* token.childToken("middle");
    const grandchild = yield* middle.childToken("grandchild");
    const dropper = yield* spawn(() => middle.drop(), "dropper");
    const canceller = yield* spawn(() => token.cancel(), "canceller");
    yield* blockOn(yield* grandchild.cancelledOwned());
    yield* dropper.join();
    yield* canceller.join();
    yield* token.drop();
  },
});
