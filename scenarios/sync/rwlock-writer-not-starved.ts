/** Readers who keep coming, and a writer: whoever comes after it waits until it was there. */
import { scenario } from "../../properties/index.ts";
import { AsyncRwLock, blockOn, pollFn } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const rwlockWriterNotStarved = scenario({
  name: "sync/rwlock-writer-not-starved",
  about: "Readers who come again and again against a writer that waits: none of them overtakes it.",
  source: "tokio/src/sync/rwlock.rs: the lock is fair, or write-preferring",
  options: { readers: { oneOf: [1, 2] }, rounds: { from: 1, to: 3 } },
  *model({ readers, rounds }) {
    const lock = new AsyncRwLock(0);
    let writerWaits = false;
    let written = false;
    const read = function* () {
      for (let round = 0; round < rounds; round++) {
        const cameLater = writerWaits;
        const guard = yield* blockOn(lock.read());
        assert(!cameLater || written, "a reader came in before a writer that had been waiting");
        yield* guard.drop();
      }
    };
    const threads = [];
    for (let i = 0; i < readers; i++) threads.push(yield* spawn(read, `reader ${i}`));
    const writing = lock.write();
    const told = pollFn(function* (cx) {
      const poll = yield* writing.poll(cx);
      writerWaits = true;
      return poll;
    });
    const guard = yield* blockOn(told);
    written = true;
    yield* guard.set(1);
    yield* guard.drop();
    yield* writing.drop();
    for (const thread of threads) yield* thread.join();
  },
});
