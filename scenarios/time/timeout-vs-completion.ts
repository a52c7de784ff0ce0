/**
 * What a task waits for happens at the moment at which its time is up. Either is a right answer; but what has
 * happened before the poll in which the timeout ends counts, and none is late.
 */
import { scenario } from "../../properties/index.ts";
import { async_, pollFn, timeout, wait } from "../../runtime/index.ts";
import { assert, now, sleep, spawn } from "../../sim/index.ts";
import { Signal } from "../future/support/signal.ts";
import { MS, timedRuntime } from "./support/runtime.ts";

const LIMIT_MS = 10;

export const timeoutVsCompletion = scenario({
  name: "time/timeout-vs-completion",
  about: "A thread wakes a task before, at or after the moment at which the task's timeout ends.",
  source: "tokio/tests/time_timeout.rs; tokio src/time/timeout.rs, Timeout::poll",
  options: { afterMs: { from: LIMIT_MS - 1, to: LIMIT_MS + 1 } },
  *model({ afterMs }) {
    const runtime = yield* timedRuntime();
    const signal = new Signal("signal");
    let hasHappened = false;
    const other = yield* spawn(function* () {
      yield* sleep(afterMs * MS);
      yield* signal.happens();
      hasHappened = true;
    }, "other");
    yield* runtime.blockOn(
      async_(function* () {
        const limited = timeout(signal.awaited(), LIMIT_MS * MS);
        const polled = pollFn(function* (cx) {
          const couldSee = hasHappened;
          const poll = yield* limited.poll(cx);
          if (poll.ready && !poll.value.ok) assert(!couldSee, "a timeout ended though its future was ready before");
          return poll;
        });
        const result = yield* wait(polled);
        assert(result.ok || now() >= LIMIT_MS * MS, "a timeout ended before its time");
        assert(result.ok || afterMs >= LIMIT_MS, "a timeout ended though its future was ready in time");
        assert(now() <= LIMIT_MS * MS, "a timeout ended after its time");
        yield* limited.drop();
      }),
    );
    yield* other.join();
    yield* runtime.drop();
    yield* signal.drop();
  },
});
