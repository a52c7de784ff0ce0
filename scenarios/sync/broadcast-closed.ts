/** A sender waits until nobody receives any more, while the receivers go: in any order, and one after it subscribed anew. */
import { scenario } from "../../properties/index.ts";
import { type BroadcastReceiver, blockOn, broadcast } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";

function* replace(receiver: BroadcastReceiver<string>): Op<void> {
  const next = yield* receiver.resubscribe();
  yield* receiver.drop();
  yield* next.drop();
}

export const broadcastClosed = scenario({
  name: "sync/broadcast-closed",
  about: "Main waits for the last receiver to go; two threads drop theirs, one of them after another subscription.",
  source: "tokio sync/broadcast.rs: Sender::closed",
  *model() {
    const [sender, first] = yield* broadcast<string>(2, "channel");
    const second = yield* sender.subscribe();
    const left = yield* spawn(() => replace(first), "left");
    const right = yield* spawn(() => second.drop(), "right");
    yield* blockOn(sender.closed());
    assert((yield* sender.receiverCount()) === 0, "a channel with receivers is closed for its sender");
    const sent = yield* sender.send("value");
    assert(!sent.ok && sent.error === "value", "a channel without receivers took a value");
    yield* left.join();
    yield* right.join();
    yield* sender.drop();
  },
});
