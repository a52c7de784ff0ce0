/**
 * A task that never looks: it registers once and trusts that the wake reaches it. The wake comes when
 * its registration has begun (the waker's clone, which runs inside of it, lets the notifier go), so by
 * contract it must reach the task, through the cell or handed over to the registrar.
 *
 * Tasks that look after registering cannot tell whether the hand-over works; this one can.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, blockOn, PENDING, pollFn, RawWaker, READY, Waker } from "../../runtime/index.ts";
import { park, spawn, unpark } from "../../sim/index.ts";

export const handover = scenario({
  name: "atomic-waker/handover",
  about: "A notifier wakes once, as soon as a registration has begun; the consumer relies on that wake alone.",
  source: "tokio sync/task/atomic_waker.rs: register concurrently with wake results in the task being woken",
  *model() {
    const waker = new AtomicWaker("waker");

    const notifier = yield* spawn(function* () {
      yield* park();
      yield* waker.wake();
    }, "notifier");

    /** `inner`, but for its clone, which first lets the notifier go. */
    const announcing = (inner: Waker): Waker =>
      Waker.fromRaw(
        RawWaker.of(inner, {
          *clone() {
            yield* unpark(notifier.thread);
            return yield* inner.raw.vtable.clone(inner.raw.data);
          },
          wake: () => inner.wakeByRef(),
          wakeByRef: () => inner.wakeByRef(),
          *drop() {},
        }),
      );

    const consumer = yield* spawn(function* () {
      let registered = false;
      const woken = pollFn(function* (cx) {
        if (registered) return READY; // polled again, so it was woken: no other look
        registered = true;
        const own = announcing(cx.waker);
        yield* waker.registerByRef(own);
        yield* own.drop();
        return PENDING;
      });
      yield* blockOn(woken);
    }, "consumer");

    yield* consumer.join();
    yield* notifier.join();
    yield* waker.drop();
  },
});
