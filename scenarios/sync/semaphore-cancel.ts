/** Futures are polled once and dropped while permits come: what they were given goes to the others, or back. */
import { scenario } from "../../properties/index.ts";
import { BatchSemaphore, Context, noopWaker } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";

/** Two futures in the queue at once, as by a timeout around each. */
function* pollAndCancel(semaphore: BatchSemaphore): Op<void> {
  const waker = noopWaker();
  const cx = new Context(waker);
  const first = semaphore.acquire(1);
  const second = semaphore.acquire(1);
  const taken = [yield* first.poll(cx), yield* second.poll(cx)].filter(({ ready }) => ready).length;
  yield* second.drop();
  yield* first.drop();
  yield* waker.drop();
  yield* semaphore.release(taken);
}

export const semaphoreCancel = scenario({
  name: "sync/semaphore-cancel",
  about: "Two threads poll two futures each and drop them while a third one releases ten permits.",
  source: "tokio sync/tests/loom_semaphore_batch.rs: concurrent_cancel; DataDog/glommio 8d16244",
  *model() {
    const semaphore = new BatchSemaphore(0);
    const first = yield* spawn(() => pollAndCancel(semaphore), "first");
    const second = yield* spawn(() => pollAndCancel(semaphore), "second");
    yield* semaphore.addPermits(10);
    yield* first.join();
    yield* second.join();
    assert((yield* semaphore.availablePermits()) === 10, "permits were lost with futures that were dropped");
  },
});
