/** Whoever had the permit closes the semaphore, several of them at once; all others go home. */
import { scenario } from "../../properties/index.ts";
import { BatchSemaphore } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { acquireUnlessClosed } from "./support/permits.ts";

export const semaphoreConcurrentClose = scenario({
  name: "sync/semaphore-concurrent-close",
  about: "Three threads acquire the only permit, release it, and close the semaphore.",
  source: "tokio sync/tests/loom_semaphore_batch.rs: concurrent_close",
  *model() {
    const semaphore = new BatchSemaphore(1);
    let served = 0;
    const actor = function* () {
      if (!(yield* acquireUnlessClosed(semaphore, 1))) return;
      served++;
      yield* semaphore.release(1);
      yield* semaphore.close();
    };
    const first = yield* spawn(actor, "first");
    const second = yield* spawn(actor, "second");
    yield* actor();
    yield* first.join();
    yield* second.join();
    assert(served > 0, "nobody had a permit of a semaphore that was closed afterwards");
    assert(yield* semaphore.isClosed(), "a closed semaphore is not closed");
  },
});
