/**
 * A timer is due, and the driver takes it out of the wheel; at the same moment its owner puts it off. That is
 * done without the lock, by an exchange of the word that says when. The driver must exchange the word, too:
 * had it only looked, it would fire a timer that is not due any more.
 */
import { scenario } from "../../properties/index.ts";
import { pollFn, sleep } from "../../runtime/index.ts";
import { assert, now, sleep as sleepThread } from "../../sim/index.ts";
import { registers, whileDriven } from "./support/driven.ts";
import { MS } from "./support/runtime.ts";

export const resetVsFire = scenario({
  name: "time/reset-vs-fire",
  about: "A sleep is put off, or brought forward, at the very tick at which the driver fires it.",
  source: "tokio runtime/time/entry.rs: extend_expiration and mark_pending",
  options: { toMs: { oneOf: [3, 2, 70, 1] } },
  bounds: { clock: "anytime" },
  *model({ toMs }) {
    yield* whileDriven(function* (runtime) {
      const timer = sleep(2 * MS);
      yield* registers(timer);
      yield* sleepThread(2 * MS);
      const deadline = toMs * MS;
      yield* timer.reset(deadline);
      yield* runtime.handle.blockOn(pollFn((cx) => timer.poll(cx)));
      assert(now() >= deadline, "the sleep ended before its time");
      assert(yield* timer.isElapsed(), "a sleep that is ready has not elapsed");
      yield* timer.drop();
    });
  },
});
