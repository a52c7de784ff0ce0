import { describe, expect, it } from "vitest";
import { now } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { pending } from "../future/pending.ts";
import { ready } from "../future/poll.ts";
import { readyFuture } from "../future/ready.ts";
import { pollOnce } from "../future/testing/drive.ts";
import { runClean, verdicts } from "../future/testing/run.ts";
import { AsyncTimerFuture } from "./async-timer-future.ts";
import { ELAPSED, timeoutWith } from "./timeout.ts";

describe("AsyncTimerFuture", () => {
  it("is ready when its time has passed, not before", () => {
    const kinds = verdicts(
      function* () {
        const timer = yield* AsyncTimerFuture.after(1_000);
        yield* blockOn(timer);
        expect(now()).toBeGreaterThanOrEqual(1_000);
      },
      { bounds: { clock: "anytime" } },
    );
    expect(kinds).toEqual(["clean"]);
  });

  it("may be dropped before its time: its waker goes with it", () => {
    const kinds = verdicts(
      function* () {
        const timer = yield* AsyncTimerFuture.after(1_000);
        yield* pollOnce(timer);
        yield* timer.drop();
      },
      { bounds: { clock: "anytime" } },
    );
    expect(kinds).toEqual(["clean"]);
  });
});

describe("timeoutWith", () => {
  it("gives the output of a future that is ready, even if the time has passed too", () => {
    runClean(function* () {
      const future = timeoutWith(readyFuture(1), readyFuture(undefined));
      expect(yield* pollOnce(future)).toEqual(ready({ ok: true, value: 1 }));
      yield* future.drop();
    });
  });

  it("says so when the delay is over first, and drops both", () => {
    runClean(function* () {
      const limited = timeoutWith(pending(), yield* AsyncTimerFuture.after(1_000));
      expect(yield* blockOn(limited)).toEqual({ ok: false, error: ELAPSED });
    });
  });
});
