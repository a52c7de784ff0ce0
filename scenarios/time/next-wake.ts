/**
 * The driver looks for the next timer and parks until that is due. A timer that is made, or brought forward,
 * between the look and the park is due earlier: whoever registers it must end the park.
 */
import { scenario } from "../../properties/index.ts";
import { pollFn, sleep } from "../../runtime/index.ts";
import { assert, now } from "../../sim/index.ts";
import { registers, whileDriven } from "./support/driven.ts";
import { MS, SECOND } from "./support/runtime.ts";

export const nextWake = scenario({
  name: "time/next-wake",
  about: "A timer is made, or brought forward, while the driver is about to park until a later one.",
  source: "tokio runtime/time/mod.rs: Handle::reregister, next_wake",
  options: { by: { oneOf: ["insert", "reset"] }, laterToo: { oneOf: [false, true] } },
  *model({ by, laterToo }) {
    yield* whileDriven(function* (runtime) {
      const later = sleep(10 * SECOND);
      if (laterToo) yield* registers(later);
      const timer = sleep(by === "insert" ? MS : 60 * SECOND);
      if (by === "reset") {
        yield* registers(timer);
        yield* timer.reset(MS);
      }
      yield* runtime.handle.blockOn(pollFn((cx) => timer.poll(cx)));
      assert(now() === MS, "the driver slept on");
      yield* timer.drop();
      yield* later.drop();
    });
  },
});
