/**
 * A program blocks its thread for longer than the period of its interval, so that ticks are missed, while a
 * worker has the driver. What comes then is what the interval's behaviour says.
 */
import { scenario } from "../../properties/index.ts";
import { async_, interval, type MissedTickBehavior, wait } from "../../runtime/index.ts";
import { assert, now, sleep } from "../../sim/index.ts";
import { pool } from "../scheduler/support/pool.ts";
import { MS } from "./support/runtime.ts";

const PERIOD_MS = 50;
const BUSY_MS = 125;

/** When each of the four ticks comes; the first one before the task is busy. */
const EXPECTED: Readonly<Record<MissedTickBehavior, readonly number[]>> = {
  burst: [0, 125, 125, 150],
  delay: [0, 125, 175, 225],
  skip: [0, 125, 150, 200],
};

export const intervalMissedTicks = scenario({
  name: "time/interval-missed-ticks",
  about: "A program that is busy for two and a half periods misses ticks of its interval, which a worker fires.",
  source: "tokio/tests/time_interval.rs: burst, delay, skip",
  options: { behavior: { oneOf: ["burst", "delay", "skip"] } },
  *model({ behavior }) {
    const runtime = yield* pool(1, { enableTime: true });
    yield* runtime.blockOn(
      async_(function* () {
        const every = interval(PERIOD_MS * MS);
        every.missedTickBehavior = behavior;
        for (const [i, expectedMs] of EXPECTED[behavior].entries()) {
          yield* wait(every.tick(), 0);
          assert(now() === expectedMs * MS, `tick ${i} came at ${now() / MS} ms instead of ${expectedMs}`);
          if (i === 0) yield* sleep(BUSY_MS * MS);
        }
        yield* every.drop();
      }),
    );
    yield* runtime.drop();
  },
});
