/** The last two receivers are dropped while a sender waits for that; it may subscribe anew afterwards. */
import { scenario } from "../../properties/index.ts";
import { blockOn, watch } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const watchLastReceiver = scenario({
  name: "sync/watch-last-receiver",
  about: "A sender waits until nobody receives, while two threads drop the two receivers.",
  source: "tokio sync/watch.rs: Sender::closed, Sender::subscribe",
  *model() {
    const [tx, rx] = yield* watch(0, { shards: 1 });
    const other = yield* rx.clone();
    const droppers = [yield* spawn(() => rx.drop(), "first"), yield* spawn(() => other.drop(), "second")];
    yield* blockOn(tx.closed());
    assert(!(yield* tx.send(1)).ok, "sent to nobody");
    const again = yield* tx.subscribe();
    assert((yield* tx.send(2)).ok, "a new receiver opens the channel");
    assert((yield* blockOn(again.changed())).ok, "2 was sent");
    for (const dropper of droppers) yield* dropper.join();
    yield* again.drop();
    yield* tx.drop();
  },
});
