/**
 * A message that is there is found, even while another, before it in the list, is still being written: whoever
 * has sent knows that there is one.
 */
import { scenario } from "../../properties/index.ts";
import { assert, Mutex, type Op, spawn } from "../../sim/index.ts";
import { type AnyReceiver, type AnySender, openMpsc, sendNow } from "./support/mpsc-ends.ts";

function* sendThenReceive(sender: AnySender<string>, receiver: Mutex<AnyReceiver<string>>): Op<void> {
  assert((yield* sendNow(sender, "message")) === null, "there was room, and no message was taken");
  const got = yield* receiver.with((each) => each.tryRecv());
  assert(got.ok, "a message was sent before, and none was there");
  yield* sender.drop();
}

export const mpscTryRecv = scenario({
  name: "sync/mpsc-try-recv",
  about: "Two threads each send a message, then each take one without waiting, by turns.",
  source: "tokio loom_mpsc.rs: try_recv; issue #3350 (try_recv said empty)",
  options: { bounded: { oneOf: [true, false] }, blockSlots: { oneOf: [32, 1] } },
  *model({ bounded, blockSlots }) {
    const [first, receiver] = yield* openMpsc<string>(bounded ? 2 : null, blockSlots);
    const second = yield* first.clone();
    const shared = new Mutex(receiver, "receiver");
    const left = yield* spawn(() => sendThenReceive(first, shared), "left");
    yield* sendThenReceive(second, shared);
    yield* left.join();
    const end = yield* receiver.tryRecv();
    assert(!end.ok && end.error === "disconnected", "without senders and messages the channel is not at its end");
    yield* receiver.drop();
  },
});
