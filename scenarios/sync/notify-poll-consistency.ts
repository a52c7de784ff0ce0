/** To whoever polls two futures, one call of `notifyWaiters` is one moment, whether they were polled before or not. */
import { scenario } from "../../properties/index.ts";
import { Notify } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { dropEach, expectPending, notifiedBy } from "./support/waiting.ts";

export const notifyPollConsistency = scenario({
  name: "sync/notify-poll-consistency",
  about: "A task polls two futures while another thread notifies all waiters.",
  source: "tokio sync/tests/loom_notify.rs: notify_waiters_poll_consistency",
  options: { polled: { oneOf: ["neither", "first", "second", "both"] } },
  *model({ polled }) {
    const notify = new Notify();
    const all = yield* notifiedBy(notify, 2);
    const [first, second] = all;
    if (first === undefined || second === undefined) return;
    if (polled === "first" || polled === "both") yield* expectPending(first);
    if (polled === "second" || polled === "both") yield* expectPending(second);
    const notifier = yield* spawn(() => notify.notifyWaiters(), "notifier");
    const wasFirst = yield* first.isReady();
    const wasSecond = yield* second.isReady();
    assert(!wasFirst || wasSecond, "one future saw the call of notifyWaiters, and a later poll of another one did not");
    yield* notifier.join();
    yield* dropEach(all);
  },
});
