/** `notifyWaiters` reaches every future that was made before the call, polled or not. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, Notify, wait } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";

export const notifyWaiters = scenario({
  name: "sync/notify-waiters",
  about: "A task waits for two futures, one after the other, while another thread notifies all waiters once.",
  source: "tokio sync/tests/loom_notify.rs: notify_waiters",
  *model() {
    const notify = new Notify();
    const first = yield* notify.notified();
    const second = yield* notify.notified();
    const notifier = yield* spawn(() => notify.notifyWaiters(), "notifier");
    yield* blockOn(
      async_(
        function* () {
          yield* wait(first);
          yield* wait(second);
        },
        { captures: [first, second] },
      ),
    );
    yield* notifier.join();
  },
});
