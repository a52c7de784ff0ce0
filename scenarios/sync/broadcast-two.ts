/**
 * Two receivers get a clone of each value. Cloning is the values' own code, which must not run twice at
 * a time; the original is dropped once both have seen it.
 */
import { scenario } from "../../properties/index.ts";
import { broadcast } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Parcel } from "./support/parcel.ts";
import { expectAll } from "./support/receiving.ts";

const CONTENTS = ["hello", "world"];

export const broadcastTwo = scenario({
  name: "sync/broadcast-two",
  about: "Two threads receive the same values, which can be cloned by one thread at a time, while main sends them.",
  source: "tokio sync/tests/loom_broadcast.rs: broadcast_two; PR #7232",
  *model() {
    const [sender, first] = yield* broadcast<Parcel>(2, "channel");
    const second = yield* sender.subscribe();
    const left = yield* spawn(() => expectAll(first, CONTENTS), "left");
    const right = yield* spawn(() => expectAll(second, CONTENTS), "right");
    for (const content of CONTENTS) {
      assert((yield* sender.send(new Parcel(content))).ok, "a channel with receivers took no value");
    }
    yield* sender.drop();
    yield* left.join();
    yield* right.join();
  },
});
