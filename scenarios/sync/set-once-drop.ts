/** Two threads set the same cell: one of them, and each value is dropped exactly once. */
import { scenario } from "../../properties/index.ts";
import { SetOnce } from "../../runtime/index.ts";
import { Arc, assert, type Op, spawn } from "../../sim/index.ts";
import { Resource } from "../task/support/resource.ts";

function* setAndDrop(once: Arc<SetOnce<Resource>>, name: string): Op<boolean> {
  const set = yield* (yield* once.get()).set(new Resource(name));
  if (!set.ok) yield* set.error.drop();
  yield* once.drop();
  return set.ok;
}

export const setOnceDrop = scenario({
  name: "sync/set-once-drop",
  about: "Two threads set one SetOnce and drop their references to it.",
  source: "tokio sync/tests/loom_set_once.rs: set_once_drop_test",
  *model() {
    const once = new Arc(new SetOnce<Resource>());
    const share = yield* once.clone();
    const other = yield* spawn(() => setAndDrop(share, "other's"), "other");
    const mine = yield* setAndDrop(once, "mine");
    const others = yield* other.join();
    assert(mine !== others, "a SetOnce was set twice, or never");
  },
});
