/** An owned guard that moves to another thread, and may be the last to keep its mutex alive. */
import { scenario } from "../../properties/index.ts";
import { AsyncMutex, blockOn } from "../../runtime/index.ts";
import { Arc, assert, type Op, spawn } from "../../sim/index.ts";

export const mutexOwnedGuard = scenario({
  name: "sync/mutex-owned-guard",
  about: "An owned guard is dropped by one thread while another one waits for the lock and a third drops its share.",
  source: "tokio/src/sync/mutex.rs, OwnedMutexGuard",
  *model() {
    let drops = 0;
    const value = {
      *drop(): Op<void> {
        drops++;
      },
    };
    const mutex = new Arc(new AsyncMutex(value), "mutex");
    const guard = yield* blockOn(yield* AsyncMutex.lockOwned(yield* mutex.clone()));
    const waiting = yield* AsyncMutex.lockOwned(yield* mutex.clone());
    const holder = yield* spawn(() => guard.drop(), "holder");
    const waiter = yield* spawn(function* () {
      yield* (yield* blockOn(waiting)).drop();
    }, "waiter");
    yield* mutex.drop();
    yield* holder.join();
    yield* waiter.join();
    assert(drops === 1, "the value went with the last share");
  },
});
