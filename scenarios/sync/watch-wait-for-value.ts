/** The value that `waitFor` resolves to is the one that its predicate held for, whatever is sent meanwhile. */
import { scenario } from "../../properties/index.ts";
import { blockOn, watch } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const watchWaitForValue = scenario({
  name: "sync/watch-wait-for-value",
  about: "A receiver takes the first value that it looks at, while several are sent.",
  source: "tokio sync/tests/loom_watch.rs: wait_for_returns_correct_value",
  *model() {
    const [tx, rx] = yield* watch(0, { shards: 1 });
    const sender = yield* spawn(function* () {
      for (const value of [1, 2, 3]) yield* tx.send(value);
    }, "sender");
    let stoppedAt = -1;
    const found = yield* blockOn(
      rx.waitFor((value) => {
        stoppedAt = value;
        return true;
      }),
    );
    assert(found.ok && found.value.value === stoppedAt, "not the value that was looked at");
    yield* found.value.drop();
    yield* sender.join();
    yield* rx.drop();
    yield* tx.drop();
  },
});
