/**
 * The driver wakes whoever waits for a timer, and that is foreign code: it may drop another timer, or make one.
 * For either it takes the driver's lock, so the driver must not have it.
 */
import { scenario } from "../../properties/index.ts";
import { Context, pollFn, sleep, wakerFn } from "../../runtime/index.ts";
import { assert } from "../../sim/index.ts";
import { registers, whileDriven } from "./support/driven.ts";
import { MS } from "./support/runtime.ts";

export const wakeReenters = scenario({
  name: "time/wake-reenters",
  about: "A waker that the driver calls drops a timer that is about to fire, and makes another one.",
  source: "tokio runtime/time/mod.rs: process_at_time, which lets go of its lock to wake",
  *model() {
    yield* whileDriven(function* (runtime) {
      const dropped = sleep(MS, "dropped");
      const made = sleep(2 * MS, "made");
      const reenters = wakerFn("reenters", function* () {
        yield* dropped.drop();
        yield* registers(made);
      });
      const timer = sleep(MS);
      yield* timer.poll(new Context(reenters));
      yield* registers(dropped);
      yield* runtime.handle.blockOn(sleep(3 * MS, "main"));
      assert(yield* made.isElapsed(), "the timer that a waker made did not fire");
      yield* runtime.handle.blockOn(pollFn((cx) => made.poll(cx)));
      yield* made.drop();
      yield* timer.drop();
      yield* reenters.drop();
    });
  },
});
