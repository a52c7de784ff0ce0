/** Permits are released between an acquirer's look at the word and its place in the queue. */
import { scenario } from "../../properties/index.ts";
import { BatchSemaphore } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { acquireNow } from "./support/permits.ts";

export const semaphoreReleaseDuringAcquire = scenario({
  name: "sync/semaphore-release-during-acquire",
  about: "A thread acquires four permits, of which two are there, while another one releases eight.",
  source: "tokio sync/tests/loom_semaphore_batch.rs: release_during_acquire",
  *model() {
    const semaphore = new BatchSemaphore(10);
    assert((yield* semaphore.tryAcquire(8)) === "ok", "eight of ten permits cannot be had");
    const other = yield* spawn(() => acquireNow(semaphore, 4), "other");
    yield* semaphore.release(8);
    yield* other.join();
    yield* semaphore.release(4);
    assert((yield* semaphore.availablePermits()) === 10, "permits are lost");
  },
});
