/** A semaphore is closed while two threads acquire: each of them gets its permit or hears of the close. */
import { scenario } from "../../properties/index.ts";
import { BatchSemaphore } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { acquireUnlessClosed } from "./support/permits.ts";

export const semaphoreClosing = scenario({
  name: "sync/semaphore-closing",
  about: "Two threads acquire the only permit twice each while a third one closes the semaphore.",
  source: "tokio sync/tests/loom_semaphore_batch.rs: basic_closing",
  *model() {
    const semaphore = new BatchSemaphore(1);
    const actor = function* () {
      for (let i = 0; i < 2; i++) {
        if (!(yield* acquireUnlessClosed(semaphore, 1))) return;
        yield* semaphore.release(1);
      }
    };
    const first = yield* spawn(actor, "first");
    const second = yield* spawn(actor, "second");
    yield* semaphore.close();
    yield* first.join();
    yield* second.join();
    assert((yield* semaphore.tryAcquire(1)) === "closed", "a permit of a closed semaphore");
  },
});
