/** Threads without a runtime send and receive: each blocks until the other has done its part. */
import { scenario } from "../../properties/index.ts";
import { mpsc } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const mpscBlocking = scenario({
  name: "sync/mpsc-blocking",
  about: "A thread sends two messages through room for one, by blockingSend; main takes one and drops the receiver.",
  source: "tokio sync/mpsc/bounded.rs: blocking_send, blocking_recv",
  *model() {
    const [sender, receiver] = yield* mpsc.channel<string>(1, { name: "channel", blockSlots: 1 });
    const left = yield* spawn(function* () {
      assert((yield* sender.blockingSend("one")).ok, "the receiver waits for a message");
      const second = yield* sender.blockingSend("two");
      assert(second.ok || second.error.value === "two", "a refused message does not come back");
      yield* sender.drop();
    }, "left");
    assert((yield* receiver.blockingRecv()) === "one", "the first message does not come first");
    yield* receiver.drop();
    yield* left.join();
  },
});
