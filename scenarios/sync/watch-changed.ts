/** The channel's plain use: several receivers wait, in lists of several, and one send reaches all of them. */
import { scenario } from "../../properties/index.ts";
import { blockOn, watch } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { peekAt } from "./support/peek-at.ts";

export const watchChanged = scenario({
  name: "sync/watch-changed",
  about: "Two threads wait for a change while a third sends one.",
  source: "tokio sync/tests/loom_watch.rs: smoke",
  *model() {
    const [tx, first] = yield* watch(1, { shards: 2 });
    const second = yield* first.clone();
    const waiter = yield* spawn(function* () {
      assert((yield* blockOn(second.changed())).ok, "2 was sent");
      assert((yield* peekAt(second)) === 2, "the value that was sent");
    }, "waiter");
    const sender = yield* spawn(() => tx.send(2), "sender");
    assert((yield* blockOn(first.changed())).ok, "2 was sent");
    assert((yield* peekAt(first)) === 2, "the value that was sent");
    yield* waiter.join();
    assert((yield* sender.join()).ok, "there were receivers");
    for (const end of [first, second, tx]) yield* end.drop();
  },
});
