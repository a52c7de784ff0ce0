/** A notification goes through two tasks, each of which passes it on, and is there at the end. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Notify } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";

function* passOn(notify: Notify): Op<void> {
  yield* blockOn(yield* notify.notified());
  yield* notify.notifyOne();
}

export const notifyMulti = scenario({
  name: "sync/notify-multi",
  about: "Two threads wait for the same notification and pass it on.",
  source: "tokio sync/tests/loom_notify.rs: notify_multi",
  *model() {
    const notify = new Notify();
    const first = yield* spawn(() => passOn(notify), "first");
    const second = yield* spawn(() => passOn(notify), "second");
    yield* notify.notifyOne();
    yield* first.join();
    yield* second.join();
    yield* blockOn(yield* notify.notified());
  },
});
