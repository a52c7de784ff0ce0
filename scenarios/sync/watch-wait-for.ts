/** Changes that are no use, and one that is: a receiver that waits for it is not put off by the others. */
import { scenario } from "../../properties/index.ts";
import { blockOn, watch } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const watchWaitFor = scenario({
  name: "sync/watch-wait-for",
  about: "A receiver waits for true, while one thread sends it and another says that something changed, in vain.",
  source: "tokio sync/tests/loom_watch.rs: wait_for_test",
  *model() {
    const [tx, rx] = yield* watch(false, { shards: 1 });
    const idle = yield* spawn(() => tx.sendModify(() => {}), "idle");
    const sender = yield* spawn(() => tx.send(true), "sender");
    const found = yield* blockOn(rx.waitFor((value) => value));
    assert(found.ok && found.value.value, "what was waited for");
    yield* found.value.drop();
    yield* idle.join();
    yield* sender.join();
    yield* rx.drop();
    yield* tx.drop();
  },
});
