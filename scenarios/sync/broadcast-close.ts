/**
 * The channel closes by its last sender, while a weak one is upgraded. Closing takes no room in the ring: a
 * receiver that has seen nothing yet still gets as many values as there is room for.
 */
import { scenario } from "../../properties/index.ts";
import { broadcast, type WeakBroadcastSender } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { Parcel } from "./support/parcel.ts";
import { expectAll } from "./support/receiving.ts";

/** Keeps the channel open for a while, where it still is. */
function* upgrade(weak: WeakBroadcastSender<Parcel>): Op<void> {
  const sender = yield* weak.upgrade();
  yield* weak.drop();
  if (sender !== null) yield* sender.drop();
}

export const broadcastClose = scenario({
  name: "sync/broadcast-close",
  about: "Main fills the channel and drops its sender, a thread upgrades a weak one, another one receives.",
  source: "tokio PR #2448, issue #2425; sync/broadcast.rs: WeakSender",
  options: { capacity: { oneOf: [1, 2] } },
  *model({ capacity }) {
    const [sender, receiver] = yield* broadcast<Parcel>(capacity, "channel");
    const contents = ["one", "two"].slice(0, capacity);
    const weak = yield* sender.downgrade();
    const left = yield* spawn(() => expectAll(receiver, contents), "left");
    const right = yield* spawn(() => upgrade(weak), "right");
    for (const content of contents) yield* sender.send(new Parcel(content));
    yield* sender.drop();
    yield* left.join();
    yield* right.join();
  },
});
