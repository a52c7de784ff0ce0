/** A future is notified and dropped before it is polled again: the notification is the next one's. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Notify } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { Polled } from "./support/polled.ts";

function* pollOnce(notify: Notify): Op<void> {
  const polled = new Polled(yield* notify.notified(), "impatient");
  if (yield* polled.isReady()) yield* notify.notifyOne();
  yield* polled.drop();
}

function* waitTwice(notify: Notify): Op<void> {
  yield* blockOn(yield* notify.notified());
  yield* notify.notifyOne();
  yield* blockOn(yield* notify.notified());
}

export const notifyDrop = scenario({
  name: "sync/notify-drop",
  about: "A task that polls once and gives up, one that waits for two notifications, and one who gives the first.",
  source: "tokio sync/tests/loom_notify.rs: notify_drop",
  *model() {
    const notify = new Notify();
    const impatient = yield* spawn(() => pollOnce(notify), "impatient");
    const patient = yield* spawn(() => waitTwice(notify), "patient");
    yield* notify.notifyOne();
    yield* impatient.join();
    yield* patient.join();
  },
});
