/** A `changed` that loses in a select has seen nothing: the change is there for the next one. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, oneshot, select, wait, watch } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const watchCancelled = scenario({
  name: "sync/watch-cancelled",
  about: "A change and an interruption race into a select; the change is waited for once more where it lost.",
  source: "tokio sync/watch.rs: Receiver::changed, cancel safety",
  *model() {
    const [tx, rx] = yield* watch(0, { shards: 2 });
    const [interrupt, interrupted] = yield* oneshot<void>("interrupt");
    const sender = yield* spawn(() => tx.send(1), "sender");
    const other = yield* spawn(() => interrupt.send(), "other");
    const receiver = async_(function* () {
      const first = yield* wait(select([interrupted, rx.changed()] as const, { biased: true }));
      if (first.branch === 0) assert((yield* wait(rx.changed())).ok, "the change was lost");
    });
    yield* blockOn(receiver);
    const left = yield* rx.hasChanged();
    assert(left.ok && !left.value, "one change, seen once");
    yield* sender.join();
    yield* other.join();
    yield* rx.drop();
    yield* tx.drop();
  },
});
