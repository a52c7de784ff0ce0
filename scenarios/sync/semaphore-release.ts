/** Two threads want the one permit: whoever comes too late is woken by the other one's release. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Semaphore } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";

function* acquireAndDrop(semaphore: Semaphore): Op<void> {
  const acquired = yield* blockOn(semaphore.acquire());
  assert(acquired.ok, "a semaphore that nobody closes is closed");
  if (acquired.ok) yield* acquired.value.drop();
}

export const semaphoreRelease = scenario({
  name: "sync/semaphore-release",
  about: "Two threads acquire the only permit of a semaphore and drop it.",
  source: "tokio sync/tests/loom_semaphore_batch.rs: release",
  *model() {
    const semaphore = new Semaphore(1);
    const other = yield* spawn(() => acquireAndDrop(semaphore), "other");
    yield* acquireAndDrop(semaphore);
    yield* other.join();
    assert((yield* semaphore.availablePermits()) === 1, "the permit is lost");
  },
});
