/** Whoever holds an async mutex panics: the lock is let go while that unwinds, and nothing is poisoned. */
import { scenario } from "../../properties/index.ts";
import { AsyncMutex, async_, blockOn, caught, wait } from "../../runtime/index.ts";
import { assert, panic, spawn } from "../../sim/index.ts";

export const mutexPanicInGuard = scenario({
  name: "sync/mutex-panic-in-guard",
  about: "A task panics with the mutex held, between two writes, while another one waits for it.",
  source: "tokio/src/sync/mutex.rs: unlike std's, the mutex does not poison",
  *model() {
    const mutex = new AsyncMutex("whole");
    const panics = () =>
      async_(function* () {
        const guard = yield* wait(mutex.lock());
        try {
          yield* guard.set("half");
          panic("between the writes");
        } finally {
          yield* guard.drop();
        }
      });
    const thread = yield* spawn(() => blockOn(caught(panics())), "panics");
    const waiting = yield* blockOn(mutex.lock());
    const seen = yield* waiting.get();
    assert(seen === "whole" || seen === "half", "the value as it was left");
    yield* waiting.drop();
    const result = yield* thread.join();
    assert(!result.ok, "the panic was caught outside of the task");
    const last = yield* mutex.blockingLock();
    assert((yield* last.get()) === "half", "what was half done stays so");
    yield* last.drop();
  },
});
