/**
 * Who drops a timer drops the waker that it holds, too, and tokio 1.53.1 does that with the driver's lock held. A
 * waker whose drop drops another timer waits for that very lock: the thread waits for itself.
 */
import { scenario } from "../../properties/index.ts";
import { Context, RawWaker, type RawWakerVTable, type Sleep, sleep, Waker } from "../../runtime/index.ts";
import { registers, whileDriven } from "./support/driven.ts";
import { SECOND } from "./support/runtime.ts";

/** Wakes nobody; owns a timer, as a waker does that keeps a future alive. */
const OWNS_TIMER: RawWakerVTable<Sleep> = {
  *clone(owned) {
    return RawWaker.of(owned, OWNS_TIMER);
  },
  *wake() {},
  *wakeByRef() {},
  drop: (owned) => owned.drop(),
};

export const wakerDroppedUnderLock = scenario({
  name: "time/waker-dropped-under-lock",
  about: "A timer is dropped whose waker owns another timer.",
  source: "tokio runtime/time/mod.rs: Handle::clear_entry, whose `fire` gives out a waker",
  expect: { kind: "deadlock" },
  *model() {
    yield* whileDriven(function* () {
      const owned = sleep(SECOND, "owned");
      yield* registers(owned);
      const waker = Waker.fromRaw(RawWaker.of(owned, OWNS_TIMER));
      const timer = sleep(SECOND);
      yield* timer.poll(new Context(waker));
      // The timer's clone is the only owner now.
      waker.forget();
      yield* timer.drop();
    });
  },
});
