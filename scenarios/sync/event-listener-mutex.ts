/** The pattern that event-listener is for: look, listen, look again, wait. Here around a flag that is a lock. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Event } from "../../runtime/index.ts";
import { AtomicBool, assert, type Op, spawn, UnsafeCell } from "../../sim/index.ts";

class FlagMutex {
  private readonly locked = new AtomicBool(false, "locked");
  private readonly unlocked = new Event("unlocked");

  *lock(): Op<void> {
    for (;;) {
      if (yield* this.tryLock()) return;
      const listener = yield* this.unlocked.listen();
      if (yield* this.tryLock()) {
        // A notification that came meanwhile goes to the next one.
        yield* listener.drop();
        return;
      }
      yield* blockOn(listener);
    }
  }

  *unlock(): Op<void> {
    yield* this.locked.store(false, "Release");
    yield* this.unlocked.notify(1);
  }

  private *tryLock(): Op<boolean> {
    return !(yield* this.locked.swap(true, "Acquire"));
  }
}

export const eventListenerMutex = scenario({
  name: "sync/event-listener-mutex",
  about: "Threads take a lock that is a flag, and wait for it by an event.",
  source: "smol-rs/event-listener, examples/mutex.rs",
  options: { threads: { oneOf: [2, 3] } },
  *model({ threads }) {
    const mutex = new FlagMutex();
    const counter = new UnsafeCell(0, "counter");
    const increment = function* () {
      yield* mutex.lock();
      yield* counter.set((yield* counter.get()) + 1);
      yield* mutex.unlock();
    };
    const started = [];
    for (let i = 1; i < threads; i++) started.push(yield* spawn(increment, `thread ${i}`));
    yield* increment();
    for (const thread of started) yield* thread.join();
    assert((yield* counter.get()) === threads, "every increment counts");
  },
});
