/** What an async mutex is for: whoever holds it awaits something else, and nobody comes in meanwhile. */
import { scenario } from "../../properties/index.ts";
import { AsyncMutex, async_, blockOn, wait, yieldNow } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const mutexHeldAcrossAwait = scenario({
  name: "sync/mutex-held-across-await",
  about: "Tasks read a counter, await, and write it, with the mutex held all the time.",
  source: "tokio/src/sync/mutex.rs, its second example",
  options: { threads: { oneOf: [2, 3] } },
  *model({ threads }) {
    const counter = new AsyncMutex(0, "counter");
    const increment = () =>
      async_(function* () {
        const guard = yield* wait(counter.lock());
        try {
          const seen = yield* guard.get();
          yield* wait(yieldNow());
          yield* guard.set(seen + 1);
        } finally {
          yield* guard.drop();
        }
      });
    const started = [];
    for (let i = 1; i < threads; i++) started.push(yield* spawn(() => blockOn(increment()), `thread ${i}`));
    yield* blockOn(increment());
    for (const thread of started) yield* thread.join();
    const guard = yield* counter.tryLock();
    assert(guard !== null && (yield* guard.get()) === threads, "every increment counts");
    yield* guard.drop();
  },
});
