/**
 * Two senders, and a receiver that may be slower than both: each value is either received or counted as
 * missed. The last sender to go closes the channel, and the receiver hears of it behind the last value.
 */
import { scenario } from "../../properties/index.ts";
import { type BroadcastSender, broadcast } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { countAll } from "./support/receiving.ts";

function* sendAll(sender: BroadcastSender<string>, values: readonly string[]): Op<void> {
  for (const value of values) {
    const sent = yield* sender.send(value);
    assert(sent.ok && sent.value === 1, "a channel with one receiver did not send to one");
  }
  yield* sender.drop();
}

export const broadcastSend = scenario({
  name: "sync/broadcast-send",
  about: "Two threads send into one channel while the main thread receives until it is closed.",
  source: "tokio sync/tests/loom_broadcast.rs: broadcast_send",
  options: { capacity: { oneOf: [2, 1, 4] } },
  *model({ capacity }) {
    const [sender, receiver] = yield* broadcast<string>(capacity, "channel");
    const other = yield* sender.clone();
    const left = yield* spawn(() => sendAll(sender, ["one", "two"]), "left");
    const right = yield* spawn(() => sendAll(other, ["eins", "zwei"]), "right");
    assert((yield* countAll(receiver)) === 4, "a value was neither received nor missed");
    yield* left.join();
    yield* right.join();
  },
});
