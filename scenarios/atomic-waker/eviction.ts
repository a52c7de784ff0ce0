/**
 * Two tasks wait at a registration with room for one waker: the second takes the place of the first.
 * The one that is evicted must be woken, to look for itself, for no later wake will reach it.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, PENDING, pollFn, READY, WakerRegistration } from "../../runtime/index.ts";
import { AtomicBool, spawn } from "../../sim/index.ts";

export const eviction = scenario({
  name: "atomic-waker/eviction",
  about: "Two tasks register at one slot for one waker, while a notifier sets the flag and wakes whoever is there.",
  source: "embassy-rs/embassy 877fc0321, 8f1d7f81e: wake the evicted waker",
  *model() {
    const ready = new AtomicBool(false, "ready");
    const slot = new WakerRegistration("slot");

    const wait = function* () {
      let registered = false;
      const isReadyOrEvicted = pollFn(function* (cx) {
        if (registered) return READY; // woken: the flag is set, or another one waits here now
        registered = true;
        yield* slot.registerByRef(cx.waker);
        return (yield* ready.load("Relaxed")) ? READY : PENDING;
      });
      yield* blockOn(isReadyOrEvicted);
    };
    const first = yield* spawn(wait, "task 1");
    const second = yield* spawn(wait, "task 2");

    const notifier = yield* spawn(function* () {
      yield* ready.store(true, "Relaxed");
      yield* slot.wake();
    }, "notifier");

    yield* first.join();
    yield* second.join();
    yield* notifier.join();
    yield* slot.drop();
  },
});
