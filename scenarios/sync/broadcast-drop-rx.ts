/**
 * A receiver goes while values are sent: some of them count it, and wait for it to have seen them. It
 * sees to that as it goes, or they would never be dropped; the other receiver gets them all.
 */
import { scenario } from "../../properties/index.ts";
import { broadcast } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Parcel } from "./support/parcel.ts";
import { expectAll, expectValues } from "./support/receiving.ts";

const CONTENTS = ["one", "two", "three"];

export const broadcastDropRx = scenario({
  name: "sync/broadcast-drop-rx",
  about: "Main sends three values, one thread receives them, another one drops its receiver.",
  source: "tokio sync/tests/loom_broadcast.rs: drop_rx",
  options: { resubscribed: { oneOf: [false, true] } },
  *model({ resubscribed }) {
    const [sender, first] = yield* broadcast<Parcel>(4, "channel");
    const second = resubscribed ? yield* first.resubscribe() : yield* sender.subscribe();
    const left = yield* spawn(() => expectValues(first, CONTENTS), "left");
    const right = yield* spawn(() => second.drop(), "right");
    for (const content of CONTENTS) {
      assert((yield* sender.send(new Parcel(content))).ok, "a channel with a receiver took no value");
    }
    yield* right.join();
    yield* left.join();
    assert(yield* sender.isEmpty(), "a value that all receivers have seen is kept");
    yield* sender.drop();
    yield* expectAll(first, []);
  },
});
