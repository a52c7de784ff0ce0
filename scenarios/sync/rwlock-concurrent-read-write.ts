/** Two writers and a reader: the reader sees what it guards before, between or after them, never during. */
import { scenario } from "../../properties/index.ts";
import { AsyncRwLock, blockOn } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const rwlockConcurrentReadWrite = scenario({
  name: "sync/rwlock-concurrent-read-write",
  about: "A thread reads what two others add to, as a writer in two steps.",
  source: "tokio/src/sync/tests/loom_rwlock.rs, concurrent_read_write",
  *model() {
    const lock = new AsyncRwLock(0);
    const add = function* () {
      const guard = yield* blockOn(lock.write());
      // Half of it first: a reader must not see that.
      yield* guard.set((yield* guard.get()) + 2);
      yield* guard.set((yield* guard.get()) + 3);
      yield* guard.drop();
    };
    const one = yield* spawn(add, "one");
    const other = yield* spawn(add, "other");
    const reader = yield* spawn(function* () {
      const guard = yield* blockOn(lock.read());
      const seen = yield* guard.get();
      assert(seen === 0 || seen === 5 || seen === 10, `a reader saw ${seen}: a writer was halfway`);
      yield* guard.drop();
    }, "reader");
    for (const thread of [one, other, reader]) yield* thread.join();
    const guard = yield* blockOn(lock.read());
    assert((yield* guard.get()) === 10, "both have added 5");
    yield* guard.drop();
  },
});
