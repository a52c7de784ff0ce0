/** A waiter gives up just when the lock is handed to it: the lock goes to the next one. */
import { scenario } from "../../properties/index.ts";
import { AsyncMutex, blockOn } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { pollOnce } from "./support/poll-once.ts";

export const mutexCancelled = scenario({
  name: "sync/mutex-cancelled",
  about: "A future that waits for a mutex is dropped while the lock is being handed to it; another thread waits too.",
  source: "tokio/src/sync/mutex.rs: lock() is cancel safe",
  *model() {
    const mutex = new AsyncMutex(0);
    const held = yield* blockOn(mutex.lock());
    const waiting = mutex.lock();
    const isReady = yield* pollOnce(waiting);
    assert(!isReady, "the lock is held");
    const next = yield* spawn(function* () {
      yield* (yield* blockOn(mutex.lock())).drop();
    }, "next");
    const holder = yield* spawn(() => held.drop(), "holder");
    yield* waiting.drop();
    yield* holder.join();
    yield* next.join();
    const guard = yield* mutex.tryLock();
    assert(guard !== null, "nobody holds the lock any more");
    yield* guard.drop();
  },
});
