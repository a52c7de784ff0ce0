/** As `sync/notify-poll-consistency`, with so many waiters that the two are woken in different batches. */
import { scenario } from "../../properties/index.ts";
import { Notify } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { dropEach, expectPending, notifiedBy, TWO_BATCHES } from "./support/waiting.ts";

export const notifyPollConsistencyMany = scenario({
  name: "sync/notify-poll-consistency-many",
  about: "A task polls two of 33 futures while another thread wakes them in two batches.",
  source: "tokio sync/tests/loom_notify.rs: notify_waiters_poll_consistency_many",
  options: { oldest: { oneOf: ["first", "second"] } },
  *model({ oldest }) {
    const notify = new Notify();
    const all = yield* notifiedBy(notify, TWO_BATCHES);
    const [first, second, ...others] = all;
    if (first === undefined || second === undefined) return;
    yield* expectPending(oldest === "first" ? first : second);
    for (const other of others) yield* expectPending(other);
    yield* expectPending(oldest === "first" ? second : first);
    const notifier = yield* spawn(() => notify.notifyWaiters(), "notifier");
    const wasFirst = yield* first.isReady();
    const wasSecond = yield* second.isReady();
    assert(!wasFirst || wasSecond, "one future saw the call of notifyWaiters, and a later poll of another one did not");
    yield* notifier.join();
    yield* dropEach(all);
  },
});
