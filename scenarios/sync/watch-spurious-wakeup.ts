/** A send moves the version and then notifies: who sees the version in between is notified of it once more. */
import { scenario } from "../../properties/index.ts";
import { blockOn, watch } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { peekAt } from "./support/peek-at.ts";

export const watchSpuriousWakeup = scenario({
  name: "sync/watch-spurious-wakeup",
  about: "A receiver waits for each of two sends, and may be notified of the first when it waits for the second.",
  source: "tokio issue 3168; tokio sync/watch.rs: watch_spurious_wakeup",
  *model() {
    const [tx, rx] = yield* watch(0, { shards: 1 });
    const sender = yield* spawn(function* () {
      yield* tx.send(1);
      yield* tx.send(2);
      yield* tx.drop();
    }, "sender");
    let last = 0;
    while ((yield* blockOn(rx.changed())).ok) {
      const value = yield* peekAt(rx);
      assert(value >= last, "values do not go back");
      last = value;
    }
    assert(last === 2, "the last value is seen before the channel's end");
    yield* sender.join();
    yield* rx.drop();
  },
});
