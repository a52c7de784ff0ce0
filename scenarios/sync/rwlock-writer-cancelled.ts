/** A writer that waits for a reader gives up: the readers behind it must be let in. */
import { scenario } from "../../properties/index.ts";
import { AsyncRwLock, blockOn } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { pollOnce } from "./support/poll-once.ts";

export const rwlockWriterCancelled = scenario({
  name: "sync/rwlock-writer-cancelled",
  about: "A writer leaves the queue while the reader that it waits for lets go and another one queues behind it.",
  source: "tokio/src/sync/rwlock.rs: write() is cancel safe",
  *model() {
    const lock = new AsyncRwLock(0, "lock", 4);
    const first = yield* blockOn(lock.read());
    const writing = lock.write();
    const isReady = yield* pollOnce(writing);
    assert(!isReady, "there is a reader");
    const second = yield* spawn(function* () {
      yield* (yield* blockOn(lock.read())).drop();
    }, "second reader");
    const leaves = yield* spawn(() => first.drop(), "first reader");
    yield* writing.drop();
    yield* leaves.join();
    yield* second.join();
    assert((yield* lock.semaphore.availablePermits()) === 4, "every permit is back");
  },
});
