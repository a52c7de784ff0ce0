/**
 * A timer lies the higher in the wheel the farther away it is, and comes down a level each time its slot is
 * due. On its way it meets timers that were made for the same tick later, on lower levels.
 */
import { scenario } from "../../properties/index.ts";
import { pollFn, sleepUntil } from "../../runtime/index.ts";
import { assert, now } from "../../sim/index.ts";
import { registers, whileDriven } from "./support/driven.ts";
import { MS } from "./support/runtime.ts";

export const cascade = scenario({
  name: "time/cascade",
  about: "Two timers are due at one tick, one made at the start and one shortly before, from each level of the wheel.",
  source: "tokio runtime/time/wheel/mod.rs: process_expiration",
  options: { level: { from: 0, to: 5 } },
  *model({ level }) {
    const tick = 2 * 64 ** level + 3;
    const deadline = tick * MS;
    yield* whileDriven(function* (runtime) {
      const early = sleepUntil(deadline, "early");
      yield* registers(early);
      yield* runtime.handle.blockOn(sleepUntil((tick - 2) * MS, "between"));
      yield* runtime.handle.blockOn(sleepUntil(deadline, "late"));
      assert(now() === deadline, "it was not woken at its time");
      yield* runtime.handle.blockOn(pollFn((cx) => early.poll(cx)));
      assert(now() === deadline, "the one that came down from above was not woken with it");
      yield* early.drop();
    });
  },
});
