/**
 * A timer 2^36 ms away goes around the top level of the wheel. Where its slot there is the one of the present, it
 * hides every nearer timer of that level until it has fired: the nearer one sleeps months too long. tokio
 * 1.53.1 does so through its public interface; this is a defect that is reproduced, not one of ours.
 */
import { scenario } from "../../properties/index.ts";
import { async_, instantNow, sleep, spawn, wait } from "../../runtime/index.ts";
import { assert } from "../../sim/index.ts";
import { MS, onTimedRuntime } from "./support/runtime.ts";

export const farDeadlines = scenario({
  name: "time/far-deadlines",
  about: "A task sleeps for 25 days, and another one for two years: the first is woken after the second.",
  source: "what tokio 1.53.1 printed for it (farFuture in its golden table of the timer wheel)",
  expect: { kind: "invariant", invariant: "I9" },
  *model() {
    yield* onTimedRuntime(
      function* () {
        const far = yield* spawn(
          async_(() => wait(sleep((2 ** 36 + 5) * MS))),
          "two years",
        );
        yield* wait(sleep(2 ** 31 * MS));
        assert(instantNow() === 70_866_960_384 * MS, "tokio wakes it at another moment");
        yield* wait(far);
      },
      { startPaused: true },
    );
  },
});
