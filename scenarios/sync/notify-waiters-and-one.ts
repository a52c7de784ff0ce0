/** A notification to all may pass a task by that comes later; the one to one is kept for it. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Notify } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";

export const notifyWaitersAndOne = scenario({
  name: "sync/notify-waiters-and-one",
  about: "One thread notifies all waiters, one notifies one, and one begins to wait.",
  source: "tokio sync/tests/loom_notify.rs: notify_waiters_and_one; tokio-rs/tokio#3660",
  *model() {
    const notify = new Notify();
    const all = yield* spawn(() => notify.notifyWaiters(), "all");
    const one = yield* spawn(() => notify.notifyOne(), "one");
    yield* blockOn(yield* notify.notified());
    yield* all.join();
    yield* one.join();
  },
});
