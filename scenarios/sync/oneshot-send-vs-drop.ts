/** A value that was sent to a receiver which is dropped: it goes with the receiver, not with the last of the two ends. */
import { scenario } from "../../properties/index.ts";
import { oneshot } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Resource } from "../task/support/resource.ts";

export const oneshotSendVsDrop = scenario({
  name: "sync/oneshot-send-vs-drop",
  about: "A receiver is dropped while a value is sent to it: a value that lies there is dropped with it.",
  source: "tokio PR 6558; tokio sync/oneshot.rs: Drop for Receiver",
  *model() {
    const [tx, rx] = yield* oneshot<Resource>();
    const value = new Resource("value");
    const sender = yield* spawn(function* () {
      const sent = yield* tx.send(value);
      if (!sent.ok) yield* value.drop();
    }, "sender");
    const wasThere = !(yield* rx.isEmpty());
    yield* rx.drop();
    assert(!wasThere || value.droppedBy === "main", "the receiver is dropped, the value in it is not");
    yield* sender.join();
    assert(value.droppedBy !== null, "the value is dropped by one of them");
  },
});
