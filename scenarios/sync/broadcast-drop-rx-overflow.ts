/**
 * A receiver goes while two senders overwrite what it has not seen. Where it has lagged, its position jumps,
 * and may come to lie behind the last value that had counted it: it must stop there all the same.
 */
import { scenario } from "../../properties/index.ts";
import { type BroadcastSender, broadcast } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Parcel } from "./support/parcel.ts";

function* send(sender: BroadcastSender<Parcel>, content: string): Op<void> {
  const sent = yield* sender.send(new Parcel(content));
  assert(sent.ok, "a channel with a receiver took no value");
}

function* sendTwo(sender: BroadcastSender<Parcel>): Op<void> {
  for (const content of ["two", "three"]) yield* send(sender, content);
  yield* sender.drop();
}

export const broadcastDropRxOverflow = scenario({
  name: "sync/broadcast-drop-rx-overflow",
  about: "Two senders overwrite the only slot while one of two receivers is dropped.",
  source: "tokio sync/tests/loom_broadcast.rs: drop_multiple_rx_with_overflow; PR #3434",
  *model() {
    const [sender, receiver] = yield* broadcast<Parcel>(1, "channel");
    const other = yield* sender.subscribe();
    yield* send(sender, "one");
    const another = yield* sender.clone();
    const left = yield* spawn(() => sendTwo(another), "left");
    const right = yield* spawn(() => receiver.drop(), "right");
    yield* send(sender, "four");
    yield* right.join();
    yield* left.join();
    yield* other.drop();
    yield* sender.drop();
  },
});
