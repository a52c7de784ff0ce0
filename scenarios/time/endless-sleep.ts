/**
 * A timer that is due after all ticks there are. Its tick is the last one that is a tick at all: the two above
 * it are the words for "about to fire" and "fired".
 */
import { scenario } from "../../properties/index.ts";
import { sleepUntil } from "../../runtime/index.ts";
import { assert, sleep as sleepThread } from "../../sim/index.ts";
import { registers, whileDriven } from "./support/driven.ts";
import { MS } from "./support/runtime.ts";

export const endlessSleep = scenario({
  name: "time/endless-sleep",
  about: "A timer is made that is due after 2^64 ms, while the driver has a nearer one.",
  source: "tokio PR 5710: do not overflow to signal value",
  *model() {
    yield* whileDriven(function* () {
      const endless = sleepUntil(2 ** 90, "endless");
      const near = sleepUntil(MS, "near");
      yield* registers(near);
      yield* registers(endless);
      yield* sleepThread(2 * MS);
      // The poll makes visible what fired; isElapsed alone may see an older state.
      yield* registers(near);
      assert(yield* near.isElapsed(), "the near one was hidden");
      assert(!(yield* endless.isElapsed()), "the end of all time has come");
      yield* near.drop();
      yield* endless.drop();
    });
  },
});
