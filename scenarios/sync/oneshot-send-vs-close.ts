/** A send and a close race: the value is received, or it comes back, and both sides agree on which. */
import { scenario } from "../../properties/index.ts";
import { oneshot } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Resource } from "../task/support/resource.ts";

export const oneshotSendVsClose = scenario({
  name: "sync/oneshot-send-vs-close",
  about: "A sender sends while the receiver closes and then looks: exactly one of them has the value.",
  source: "tokio sync/oneshot.rs: Receiver::close, set_complete",
  *model() {
    const [tx, rx] = yield* oneshot<Resource>();
    const sender = yield* spawn(function* () {
      const sent = yield* tx.send(new Resource("value"));
      if (!sent.ok) yield* sent.error.drop();
      return sent.ok;
    }, "sender");
    yield* rx.close();
    const received = yield* rx.tryRecv();
    if (received.ok) yield* received.value.drop();
    else assert(received.error === "closed", "a closed channel is never just empty");
    yield* rx.drop();
    assert((yield* sender.join()) === received.ok, "sent, and received; or neither");
  },
});
