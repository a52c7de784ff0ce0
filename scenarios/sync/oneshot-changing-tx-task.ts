/** The sender waits for the receiver's end in one task and then in another, while the receiver may be waking. */
import { scenario } from "../../properties/index.ts";
import { blockOn, oneshot, pollFn, ready } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";

export const oneshotChangingTxTask = scenario({
  name: "sync/oneshot-changing-tx-task",
  about: "A receiver is dropped while the sender polls for that on one thread and awaits it on another.",
  source: "tokio sync/tests/loom_oneshot.rs: changing_tx_task",
  *model() {
    const [tx, rx] = yield* oneshot<number>();
    const receiver = yield* spawn(() => rx.drop(), "receiver");
    const first = yield* spawn(
      () =>
        blockOn(
          pollFn(function* (cx) {
            return ready((yield* tx.pollClosed(cx)).ready);
          }),
        ),
      "first",
    );
    if (!(yield* first.join())) yield* blockOn(tx.closed());
    yield* tx.drop();
    yield* receiver.join();
  },
});
