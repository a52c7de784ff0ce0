/**
 * A paused clock jumps to the next timer when its runtime has nothing to do. While something runs on a blocking
 * thread the runtime only seems to have nothing to do: then the clock stands.
 */
import { scenario } from "../../properties/index.ts";
import { async_, instantNow, sleep, spawn, spawnBlocking, wait } from "../../runtime/index.ts";
import { assert, sleep as sleepThread } from "../../sim/index.ts";
import { MS, onTimedRuntime, SECOND } from "./support/runtime.ts";

export const pausedWhileBlocking = scenario({
  name: "time/paused-while-blocking",
  about: "Under a paused clock a task sleeps, and a blocking function is at work meanwhile.",
  source: "tokio runtime/blocking/schedule.rs: inhibit_auto_advance; tokio PR 5115",
  options: { busyMs: { oneOf: [10, 0] } },
  *model({ busyMs }) {
    yield* onTimedRuntime(
      function* () {
        const sleeper = yield* spawn(
          async_(() => wait(sleep(SECOND))),
          "sleeper",
        );
        const busy = yield* spawnBlocking(() => sleepThread(busyMs * MS), "busy");
        yield* wait(busy);
        assert(instantNow() === 0, "time passed while somebody was at work");
        yield* wait(sleeper);
        assert(instantNow() === SECOND, "the clock jumped to another moment");
      },
      { startPaused: true },
    );
  },
});
