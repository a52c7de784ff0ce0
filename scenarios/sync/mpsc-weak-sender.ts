/** A weak sender is upgraded while the last strong one goes: either the channel stays open for it, or it is closed for good. */
import { scenario } from "../../properties/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { openMpsc, receiveAll, sendNow } from "./support/mpsc-ends.ts";

export const mpscWeakSender = scenario({
  name: "sync/mpsc-weak-sender",
  about: "A thread upgrades a weak sender and sends, another one drops the only sender, main receives until the end.",
  source: "tokio sync/mpsc/chan.rs: Tx::upgrade; tests/sync_mpsc_weak.rs",
  options: { bounded: { oneOf: [true, false] } },
  *model({ bounded }) {
    const [sender, receiver] = yield* openMpsc<string>(bounded ? 1 : null);
    const weak = yield* sender.downgrade();
    const left = yield* spawn(function* () {
      const upgraded = yield* weak.upgrade();
      yield* weak.drop();
      if (upgraded === null) return 0;
      assert((yield* sendNow(upgraded, "message")) === null, "an upgraded sender finds the channel closed");
      yield* upgraded.drop();
      return 1;
    }, "left");
    const right = yield* spawn(() => sender.drop(), "right");
    const got = yield* receiveAll(receiver);
    const sent = yield* left.join();
    assert(got.length === sent, `${sent} messages were sent, and ${got.length} received`);
    yield* right.join();
    yield* receiver.drop();
  },
});
