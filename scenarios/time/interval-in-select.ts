/**
 * A loop selects between an interval and news from another thread: whichever comes first is taken, and the
 * interval's future is dropped each time. No tick and no news is lost by that.
 */
import { scenario } from "../../properties/index.ts";
import { async_, interval, select, wait } from "../../runtime/index.ts";
import { assert, now, sleep, spawn } from "../../sim/index.ts";
import { Signal } from "../future/support/signal.ts";
import { MS, timedRuntime } from "./support/runtime.ts";

const PERIOD_MS = 10;
const TICKS = 3;

export const intervalInSelect = scenario({
  name: "time/interval-in-select",
  about: "A task selects between its interval and a thread's signal until both have come.",
  source: "tokio/tests/time_interval.rs; tokio's documentation of Interval::tick: cancel safety",
  options: { newsAfterMs: { oneOf: [10, 15, 0] } },
  *model({ newsAfterMs }) {
    const runtime = yield* timedRuntime();
    const news = new Signal("news");
    const other = yield* spawn(function* () {
      if (newsAfterMs > 0) yield* sleep(newsAfterMs * MS);
      yield* news.happens();
    }, "other");
    yield* runtime.blockOn(
      async_(function* () {
        const every = interval(PERIOD_MS * MS);
        let heard = false;
        for (let ticks = 0; ticks < TICKS || !heard; ) {
          if (heard || (yield* wait(select([every.tick(), news.awaited()]), 0)).branch === 0) {
            if (heard) yield* wait(every.tick(), 1);
            assert(now() === ticks * PERIOD_MS * MS, "a tick was lost, or came early");
            ticks++;
          } else heard = true;
        }
        yield* every.drop();
      }),
    );
    yield* other.join();
    yield* runtime.drop();
    yield* news.drop();
  },
});
