/** Two writers: each of them has what it guards for itself. */
import { scenario } from "../../properties/index.ts";
import { AsyncRwLock, async_, blockOn, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const rwlockConcurrentWrite = scenario({
  name: "sync/rwlock-concurrent-write",
  about: "Two threads add to what a read-write lock guards, each as a writer.",
  source: "tokio/src/sync/tests/loom_rwlock.rs, concurrent_write",
  *model() {
    const lock = new AsyncRwLock(0);
    const add = () =>
      async_(function* () {
        const guard = yield* wait(lock.write());
        try {
          yield* guard.set((yield* guard.get()) + 5);
        } finally {
          yield* guard.drop();
        }
      });
    const one = yield* spawn(() => blockOn(add()), "one");
    const other = yield* spawn(() => blockOn(add()), "other");
    yield* one.join();
    yield* other.join();
    const guard = yield* blockOn(lock.read());
    assert((yield* guard.get()) === 10, "both have added 5");
    yield* guard.drop();
  },
});
