/** The last sender sends and goes, while the receiver looks: it gets the message, and only then hears of the end. */
import { scenario } from "../../properties/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { openMpsc, receiveAll, sendAll } from "./support/mpsc-ends.ts";

export const mpscClosingTx = scenario({
  name: "sync/mpsc-closing-tx",
  about: "A thread sends one message and drops the only sender; main receives until the end.",
  source: "tokio loom_mpsc.rs: closing_tx, closing_unbounded_tx",
  options: { bounded: { oneOf: [true, false] }, blockSlots: { oneOf: [32, 1] } },
  *model({ bounded, blockSlots }) {
    const [sender, receiver] = yield* openMpsc<string>(bounded ? 16 : null, blockSlots);
    const left = yield* spawn(() => sendAll(sender, ["message"]), "left");
    const got = yield* receiveAll(receiver);
    assert(got.join() === "message", `received "${got.join()}" where "message" was sent`);
    yield* receiver.drop();
    yield* left.join();
  },
});
