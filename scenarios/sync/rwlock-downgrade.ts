/** A writer becomes a reader while another writer waits: that one must not come in between. */
import { scenario } from "../../properties/index.ts";
import { AsyncRwLock, blockOn } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const rwlockDowngrade = scenario({
  name: "sync/rwlock-downgrade",
  about: "A writer downgrades its guard and reads, while another thread waits to write.",
  source: "tokio/src/sync/tests/loom_rwlock.rs, downgrade",
  *model() {
    const lock = new AsyncRwLock(1, "lock", 4);
    const writer = yield* blockOn(lock.write());
    const other = yield* spawn(function* () {
      const guard = yield* blockOn(lock.write());
      yield* guard.set(2);
      yield* guard.drop();
    }, "other");
    const reader = yield* writer.downgrade();
    assert((yield* reader.get()) === 1, "a writer came in while the downgraded guard was held");
    yield* reader.drop();
    yield* other.join();
    const guard = yield* blockOn(lock.read());
    assert((yield* guard.get()) === 2, "the other writer was let in afterwards");
    yield* guard.drop();
    assert((yield* lock.semaphore.availablePermits()) === 4, "every permit is back, and none was made up");
  },
});
