/**
 * A timer is given up at the tick at which the driver fires it. The driver's lists hold pointers to it, so it must be
 * out of them before its memory is gone, whichever list it is in by then.
 */
import { scenario } from "../../properties/index.ts";
import { sleep } from "../../runtime/index.ts";
import { sleep as sleepThread } from "../../sim/index.ts";
import { registers, whileDriven } from "./support/driven.ts";
import { MS } from "./support/runtime.ts";

export const dropVsFire = scenario({
  name: "time/drop-vs-fire",
  about: "A sleep is dropped at the very tick at which the driver fires it; it was put off before, or was not.",
  source: "tokio runtime/time/entry.rs: TimerEntry::cancel; tokio PR 3229",
  options: { putOffToMs: { oneOf: [2, 3, 70] } },
  bounds: { clock: "anytime" },
  *model({ putOffToMs }) {
    yield* whileDriven(function* () {
      const timer = sleep(2 * MS);
      const other = sleep(2 * MS);
      yield* registers(timer);
      yield* registers(other);
      yield* timer.reset(putOffToMs * MS);
      yield* sleepThread(2 * MS);
      yield* timer.drop();
      yield* other.drop();
    });
  },
});
