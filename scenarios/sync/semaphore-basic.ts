/** Three threads want one of two permits each: never have more than two of them one. */
import { scenario } from "../../properties/index.ts";
import { BatchSemaphore } from "../../runtime/index.ts";
import { AtomicUsize, assert, spawn } from "../../sim/index.ts";
import { acquireNow } from "./support/permits.ts";

const PERMITS = 2;

export const semaphoreBasic = scenario({
  name: "sync/semaphore-basic",
  about: "Three threads each acquire one of two permits, work, and release it.",
  source: "tokio sync/tests/loom_semaphore_batch.rs: basic_usage",
  *model() {
    const semaphore = new BatchSemaphore(PERMITS);
    const active = new AtomicUsize(0, "active");
    const actor = function* () {
      yield* acquireNow(semaphore, 1);
      assert((yield* active.fetchAdd(1, "SeqCst")) < PERMITS, "more threads have a permit than there are permits");
      yield* active.fetchSub(1, "SeqCst");
      yield* semaphore.release(1);
    };
    const first = yield* spawn(actor, "first");
    const second = yield* spawn(actor, "second");
    yield* actor();
    yield* first.join();
    yield* second.join();
    assert((yield* semaphore.availablePermits()) === PERMITS, "a permit is lost");
  },
});
