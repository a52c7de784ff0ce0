/** All senders go at the same time: exactly one of them is the last, and closes. */
import { scenario } from "../../properties/index.ts";
import { blockOn } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { openMpsc } from "./support/mpsc-ends.ts";

export const mpscDroppingTx = scenario({
  name: "sync/mpsc-dropping-tx",
  about: "Two threads drop their senders, and a third one the receiver once it has heard of the end.",
  source: "tokio loom_mpsc.rs: dropping_tx, dropping_unbounded_tx",
  options: { bounded: { oneOf: [true, false] }, waits: { oneOf: [true, false] } },
  *model({ bounded, waits }) {
    const [first, receiver] = yield* openMpsc<string>(bounded ? 16 : null);
    const second = yield* first.clone();
    const left = yield* spawn(() => first.drop(), "left");
    const right = yield* spawn(() => second.drop(), "right");
    if (waits) assert((yield* blockOn(receiver.recv())) === null, "received what nobody sent");
    yield* receiver.drop();
    yield* left.join();
    yield* right.join();
  },
});
