/** One call of `notifyWaiters` does not get through two waits of which the second begins after the first is over. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Notify } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { dropEach, expectPending, notifiedBy, TWO_BATCHES } from "./support/waiting.ts";

export const notifyWaitersSequential = scenario({
  name: "sync/notify-waiters-sequential",
  about: "The first of 34 waiters waits again while the call that notified it still wakes the others.",
  source: "tokio sync/tests/loom_notify.rs: notify_waiters_sequential_notified_await; tokio-rs/tokio#5396",
  *model() {
    const notify = new Notify();
    const all = yield* notifiedBy(notify, 1 + TWO_BATCHES);
    for (const each of all) yield* expectPending(each);
    const notifier = yield* spawn(() => notify.notifyWaiters(), "notifier");
    for (const first of all.slice(0, 1)) yield* blockOn(first.awaited());
    const again = yield* notifiedBy(notify, 1);
    for (const second of again) yield* expectPending(second);
    yield* notifier.join();
    for (const second of again) yield* expectPending(second);
    yield* dropEach([...again, ...all]);
  },
});
