/**
 * The ring is written round while two receivers read it. Whoever finds another position than its own in
 * a slot has to tell "not yet" from "too late", though the sender goes on meanwhile.
 */
import { scenario } from "../../properties/index.ts";
import { broadcast } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { countAll } from "./support/receiving.ts";

export const broadcastWrap = scenario({
  name: "sync/broadcast-wrap",
  about: "Main sends one value more than the channel has room for, while two threads receive.",
  source: "tokio sync/tests/loom_broadcast.rs: broadcast_wrap",
  options: { capacity: { oneOf: [2, 1] } },
  *model({ capacity }) {
    const [sender, first] = yield* broadcast<string>(capacity, "channel");
    const second = yield* sender.subscribe();
    const left = yield* spawn(() => countAll(first), "left");
    const right = yield* spawn(() => countAll(second), "right");
    for (let i = 0; i <= capacity; i++) {
      assert((yield* sender.send("value")).ok, "a channel with receivers took no value");
    }
    yield* sender.drop();
    for (const thread of [left, right]) {
      assert((yield* thread.join()) === capacity + 1, "a value was neither received nor missed");
    }
  },
});
