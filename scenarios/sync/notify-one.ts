/** A notification that comes before, while, or after the task begins to wait: it is never lost. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, Notify, wait } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";

export const notifyOne = scenario({
  name: "sync/notify-one",
  about: "One thread waits for a notification while the other one gives it.",
  source: "tokio sync/tests/loom_notify.rs: notify_one",
  *model() {
    const notify = new Notify();
    const waiter = yield* spawn(function* () {
      yield* blockOn(
        async_(function* () {
          yield* wait(yield* notify.notified());
        }),
      );
    }, "waiter");
    yield* notify.notifyOne();
    yield* waiter.join();
  },
});
