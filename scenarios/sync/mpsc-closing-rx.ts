/** Two senders wait for the receiver to go, and each of them hears of it: whether it waited by then or not. */
import { scenario } from "../../properties/index.ts";
import { blockOn } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { type AnySender, openMpsc, sendNow } from "./support/mpsc-ends.ts";

function* awaitEnd(sender: AnySender<string>): Op<void> {
  yield* blockOn(sender.closed());
  assert(yield* sender.isClosed(), "closed() resolved, and the channel is open");
  assert((yield* sendNow(sender, "late")) === "closed", "a channel without a receiver took a message");
  yield* sender.drop();
}

export const mpscClosingRx = scenario({
  name: "sync/mpsc-closing-rx",
  about: "Two threads wait by closed() for the receiver, which main closes or drops.",
  source: "tokio loom_mpsc.rs: closing_bounded_rx, closing_unbounded_rx",
  options: { bounded: { oneOf: [true, false] }, dropped: { oneOf: [true, false] } },
  bounds: { steps: 2000 },
  *model({ bounded, dropped }) {
    const [first, receiver] = yield* openMpsc<string>(bounded ? 16 : null);
    const second = yield* first.clone();
    const left = yield* spawn(() => awaitEnd(first), "left");
    const right = yield* spawn(() => awaitEnd(second), "right");
    if (dropped) yield* receiver.drop();
    else yield* receiver.close();
    yield* left.join();
    yield* right.join();
    if (!dropped) yield* receiver.drop();
  },
});
