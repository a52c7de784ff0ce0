/** The drop of a waker may drop a task, and that a permit: the queue must not be locked when a waker is replaced. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Context, RecordingWaker, Semaphore, type SemaphorePermit } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";

/** A waker whose last drop, of the clone in the queue, gives `permit` back. */
function holding(permit: SemaphorePermit): RecordingWaker {
  return new RecordingWaker("holder", {
    reactions: {
      *drop(): Op<void> {
        if (!permit.consumed) yield* permit.drop();
      },
    },
  });
}

export const semaphoreWakerDropReleases = scenario({
  name: "sync/semaphore-waker-drop-releases",
  about: "A future in the queue is polled with another waker; the drop of the first one releases its permit.",
  source: "tokio-rs/tokio PR #5475",
  *model() {
    const semaphore = new Semaphore(1);
    const first = yield* blockOn(semaphore.acquire());
    assert(first.ok, "the only permit cannot be had");
    if (!first.ok) return;
    const future = semaphore.acquire();
    const old = holding(first.value).waker();
    assert(!(yield* future.poll(new Context(old))).ready, "a permit that another one has");
    old.forget();
    const other = yield* spawn(function* () {
      const acquired = yield* blockOn(future);
      if (acquired.ok) yield* acquired.value.drop();
    }, "other");
    // Tries for the permit that comes back.
    const tried = yield* semaphore.tryAcquire();
    if (tried.ok) yield* tried.value.drop();
    yield* other.join();
    assert((yield* semaphore.availablePermits()) === 1, "a permit is lost");
  },
});
