/** Fairness: a large request in the queue is not overtaken for ever by small ones that come later. */
import { scenario } from "../../properties/index.ts";
import { BatchSemaphore } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { acquireNow } from "./support/permits.ts";
import { Polled } from "./support/polled.ts";

export const semaphoreLargeRequest = scenario({
  name: "sync/semaphore-large-request",
  about: "One future waits for three permits; a thread that comes later wants one, and permits come one by one.",
  source: "tokio sync/batch_semaphore.rs: fairness",
  *model() {
    const semaphore = new BatchSemaphore(0);
    const large = new Polled(semaphore.acquire(3), "large");
    assert(!(yield* large.isReady()), "permits that are not there");
    const small = yield* spawn(function* () {
      yield* acquireNow(semaphore, 1);
      assert(large.wakes.wakes === 1, "a later, smaller request was served first");
    }, "small");
    for (let i = 0; i < 4; i++) yield* semaphore.addPermits(1);
    yield* small.join();
    assert(yield* large.isReady(), "woken, but not served");
    yield* large.drop();
    yield* semaphore.release(4);
    assert((yield* semaphore.availablePermits()) === 4, "permits are lost");
  },
});
