/**
 * A future leaves the queue while it is being given its permit: whoever gives must not touch the future's node once
 * that may be gone, and the permit comes back.
 */
import { scenario } from "../../properties/index.ts";
import { BatchSemaphore } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Polled } from "./support/polled.ts";

export const semaphoreDropVsRelease = scenario({
  name: "sync/semaphore-drop-vs-release",
  about: "A thread releases the permit that a future waits for, while that is dropped.",
  source: "tokio-rs/tokio PR #2340, PR #904",
  *model() {
    const semaphore = new BatchSemaphore(1);
    assert((yield* semaphore.tryAcquire(1)) === "ok", "the only permit cannot be had");
    const waiting = new Polled(semaphore.acquire(1), "waiting");
    const other = yield* spawn(() => semaphore.release(1), "other");
    const has = yield* waiting.isReady();
    yield* waiting.drop();
    if (has) yield* semaphore.release(1);
    yield* other.join();
    assert((yield* semaphore.availablePermits()) === 1, "the permit was lost with the future that it was given to");
  },
});
