/** `notifyWaiters` with nobody waiting counts its call and leaves alone what is kept in the same word. */
import { scenario } from "../../properties/index.ts";
import { Notify } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Polled } from "./support/polled.ts";

export const notifyPermitKept = scenario({
  name: "sync/notify-permit-kept",
  about: "One thread notifies all waiters, of which there are none, while another one notifies one.",
  source: "tokio-rs/tokio#3660",
  *model() {
    const notify = new Notify();
    const notifier = yield* spawn(() => notify.notifyOne(), "notifier");
    yield* notify.notifyWaiters();
    yield* notifier.join();
    const polled = new Polled(yield* notify.notified(), "polled");
    assert(yield* polled.isReady(), "a notification that nobody has taken is gone");
    yield* polled.drop();
  },
});
