/** Many permits at once: who wants all ten of them is served too, and never are more than ten out. */
import { scenario } from "../../properties/index.ts";
import { BatchSemaphore } from "../../runtime/index.ts";
import { AtomicUsize, assert, spawn, yieldNow } from "../../sim/index.ts";
import { acquireNow } from "./support/permits.ts";

const PERMITS = 10;

export const semaphoreBatch = scenario({
  name: "sync/semaphore-batch",
  about: "Two threads acquire 4, 10 and 8 of ten permits, one after the other.",
  source: "tokio sync/tests/loom_semaphore_batch.rs: batch",
  *model() {
    const semaphore = new BatchSemaphore(PERMITS);
    const active = new AtomicUsize(0, "active");
    const actor = function* () {
      for (const count of [4, 10, 8]) {
        yield* acquireNow(semaphore, count);
        const before = yield* active.fetchAdd(count, "SeqCst");
        assert(before + count <= PERMITS, "more permits are out than there are");
        yield* yieldNow();
        yield* active.fetchSub(count, "SeqCst");
        yield* semaphore.release(count);
      }
    };
    const other = yield* spawn(actor, "other");
    yield* actor();
    yield* other.join();
    assert((yield* semaphore.availablePermits()) === PERMITS, "permits are lost");
  },
});
