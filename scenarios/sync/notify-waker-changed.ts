/** A future that moves to another task is polled with another waker: that one is woken. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Notify } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { Polled } from "./support/polled.ts";

export const notifyWakerChanged = scenario({
  name: "sync/notify-waker-changed",
  about: "A future that one task has polled is awaited by another one, while a thread notifies it.",
  source: "tokio-rs/tokio#4751",
  options: { by: { oneOf: ["one", "last", "all"] } },
  *model({ by }) {
    const notify = new Notify();
    const polled = new Polled(yield* notify.notified(), "before");
    yield* polled.isReady();
    const notifier = yield* spawn(function* () {
      if (by === "one") yield* notify.notifyOne();
      else if (by === "last") yield* notify.notifyLast();
      else yield* notify.notifyWaiters();
    }, "notifier");
    yield* blockOn(polled.awaited());
    yield* notifier.join();
    yield* polled.drop();
  },
});
