/** `markChanged`: the value counts as not seen, wherever the version stands, and the next wait is none. */
import { scenario } from "../../properties/index.ts";
import { blockOn, watch } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const watchMarkChanged = scenario({
  name: "sync/watch-mark-changed",
  about: "A receiver marks the value as changed and waits, while another borrows it and a sender may send.",
  source: "tokio PR 6017; tokio sync/watch.rs: Receiver::mark_changed",
  options: { sends: { oneOf: [false, true] } },
  *model({ sends }) {
    const [tx, rx] = yield* watch(0, { shards: 1 });
    const other = yield* rx.clone();
    rx.markChanged();
    const worker = yield* spawn(function* () {
      if (sends) yield* tx.send(1);
      const ref = yield* other.borrowAndUpdate();
      assert(ref.hasChanged === sends, "a mark is one receiver's alone");
      yield* ref.drop();
    }, "worker");
    const changed = yield* rx.hasChanged();
    assert(changed.ok && changed.value, "marked as changed, and not changed");
    assert((yield* blockOn(rx.changed())).ok, "a value not seen");
    yield* worker.join();
    for (const end of [rx, other, tx]) yield* end.drop();
  },
});
