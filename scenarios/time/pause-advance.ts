/**
 * The clock is paused, so that it moves only by `advance`, or to the next timer where all tasks wait. No
 * virtual time passes, sleeps end in their order, and none before its time; also one that comes from outside.
 */
import { scenario } from "../../properties/index.ts";
import { advance, async_, instantNow, resume, sleep, spawn, wait } from "../../runtime/index.ts";
import { assert, now, spawn as spawnThread } from "../../sim/index.ts";
import { MS, timedRuntime } from "./support/runtime.ts";

const DAY_MS = 86_400_000;

export const pauseAdvance = scenario({
  name: "time/pause-advance",
  about: "Two tasks sleep on a paused clock, which is moved past one of them, while a thread spawns a third.",
  source: "tokio/tests/time_pause.rs: pause_time_in_main, paused_time_stress_run, interval; src/time/clock.rs",
  options: { advanceMs: { oneOf: [10, 70, 0] } },
  *model({ advanceMs }) {
    const runtime = yield* timedRuntime({ startPaused: true });
    const ended: number[] = [];
    const sleeps = (ms: number) =>
      async_(function* () {
        const until = instantNow() + ms * MS;
        yield* wait(sleep(ms * MS));
        assert(instantNow() >= until, "a sleep ended before its time");
        ended.push(ms);
      });
    const outside = yield* spawnThread(function* () {
      yield* (yield* runtime.handle.spawn(sleeps(20), "from outside")).drop();
    }, "outside");
    yield* runtime.blockOn(
      async_(function* () {
        const far = yield* spawn(sleeps(DAY_MS), "far");
        const near = yield* spawn(sleeps(10), "near");
        yield* wait(advance(advanceMs * MS));
        assert((yield* wait(far)).ok && (yield* wait(near)).ok, "a task has panicked");
        resume();
      }),
    );
    assert(ended.indexOf(10) < ended.indexOf(DAY_MS), "sleeps ended in another order than their times");
    assert(now() === 0, "virtual time passed while the clock was paused");
    yield* outside.join();
    yield* runtime.drop();
  },
});
