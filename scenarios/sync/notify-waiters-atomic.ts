/**
 * Once one future of `notifyWaiters` is ready, all of them are notified: a notification that is given afterwards
 * is not taken by one of them that has still to be woken.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, Notify } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { dropEach, expectPending, notifiedBy, TWO_BATCHES } from "./support/waiting.ts";

export const notifyWaitersAtomic = scenario({
  name: "sync/notify-waiters-atomic",
  about: "33 futures are notified in two batches; who has seen it begins to wait anew and is notified alone.",
  source: "tokio sync/tests/loom_notify.rs: notify_waiters_is_atomic",
  options: { seenBy: { oneOf: ["oldest", "newest"] } },
  *model({ seenBy }) {
    const notify = new Notify();
    const all = yield* notifiedBy(notify, TWO_BATCHES);
    for (const each of all) yield* expectPending(each);
    const notifier = yield* spawn(() => notify.notifyWaiters(), "notifier");
    const tested = all[seenBy === "oldest" ? 0 : all.length - 1];
    if (tested === undefined) return;
    yield* blockOn(tested.awaited());

    const [late] = yield* notifiedBy(notify, 1);
    if (late === undefined) return;
    yield* expectPending(late);
    yield* notify.notifyOne();
    assert(yield* late.isReady(), "a notification went to a future that notifyWaiters had notified before");
    yield* notifier.join();
    yield* dropEach([late, ...all]);
  },
});
