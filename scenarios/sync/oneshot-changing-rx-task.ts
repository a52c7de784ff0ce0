/** The receiver is polled by one task and then by another, while the sender may be reading whom to wake. */
import { scenario } from "../../properties/index.ts";
import { blockOn, oneshot, pollFn, ready } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const oneshotChangingRxTask = scenario({
  name: "sync/oneshot-changing-rx-task",
  about: "A sender races with a receiver that is polled once on one thread and awaited on another.",
  source: "tokio sync/tests/loom_oneshot.rs: changing_rx_task",
  *model() {
    const [tx, rx] = yield* oneshot<number>();
    const sender = yield* spawn(() => tx.send(1), "sender");
    const first = yield* spawn(
      () =>
        blockOn(
          pollFn(function* (cx) {
            return ready(yield* rx.poll(cx));
          }),
        ),
      "first",
    );
    const polled = yield* first.join();
    const received = polled.ready ? polled.value : yield* blockOn(rx);
    assert(received.ok && received.value === 1, "the value comes, whoever asks");
    if (polled.ready) yield* rx.drop();
    yield* sender.join();
  },
});
