/** The channel's plain use: one thread sends, or goes without, and one waits. */
import { scenario } from "../../properties/index.ts";
import { blockOn, oneshot } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const oneshotSend = scenario({
  name: "sync/oneshot-send",
  about: "A thread waits for the value while another sends it, or drops the sender.",
  source: "tokio sync/tests/loom_oneshot.rs: smoke",
  options: { sends: { oneOf: [true, false] } },
  *model({ sends }) {
    const [tx, rx] = yield* oneshot<number>();
    const sender = yield* spawn(function* () {
      if (!sends) return yield* tx.drop();
      assert((yield* tx.send(1)).ok, "the receiver waits");
    }, "sender");
    const received = yield* blockOn(rx);
    assert(received.ok === sends, "a value is received exactly if it was sent");
    yield* sender.join();
  },
});
