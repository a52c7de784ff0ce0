import { describe, expect, it } from "vitest";
import type { Op } from "../../sim/index.ts";
import { wait } from "../future/async.ts";
import { readyFuture } from "../future/ready.ts";
import { select } from "../future/select.ts";
import { runOnce } from "../future/testing/run.ts";
import { type Interval, interval, intervalAt } from "./interval.ts";
import type { MissedTickBehavior } from "./missed-tick.ts";
import { instantNow } from "./now.ts";
import { advance } from "./pause.ts";
import { MS, nowMs, onPausedRuntime, runPaused } from "./testing/on-runtime.ts";

/** When the next `count` ticks were due, and when they came, both in ms since `startNs`. */
function* ticks(every: Interval, startNs: number, count: number): Op<(readonly [due: number, came: number])[]> {
  const seen: (readonly [number, number])[] = [];
  for (let i = 0; i < count; i++) {
    const due = yield* wait(every.tick());
    seen.push([(due - startNs) / MS, nowMs() - startNs / MS]);
  }
  return seen;
}

describe("interval", () => {
  it("ticks at once and then every period", () => {
    onPausedRuntime(function* () {
      const start = instantNow();
      const every = interval(10 * MS);
      expect(yield* ticks(every, start, 3)).toEqual([
        [0, 0],
        [10, 10],
        [20, 20],
      ]);
      yield* every.drop();
    });
  });

  it("ticks first when it is told to", () => {
    onPausedRuntime(function* () {
      const start = instantNow();
      const every = intervalAt(start + 50 * MS, 10 * MS);
      expect(yield* ticks(every, start, 2)).toEqual([
        [50, 50],
        [60, 60],
      ]);
      yield* every.drop();
    });
  });

  it.each<[MissedTickBehavior, readonly (readonly [number, number])[]]>([
    [
      "burst",
      [
        [50, 125],
        [100, 125],
        [150, 150],
        [200, 200],
      ],
    ],
    [
      "delay",
      [
        [50, 125],
        [175, 175],
        [225, 225],
        [275, 275],
      ],
    ],
    [
      "skip",
      [
        [50, 125],
        [150, 150],
        [200, 200],
        [250, 250],
      ],
    ],
  ])("makes up for missed ticks by %s", (behavior, expected) => {
    onPausedRuntime(function* () {
      const start = instantNow();
      const every = interval(50 * MS);
      every.missedTickBehavior = behavior;
      yield* ticks(every, start, 1);
      yield* wait(advance(125 * MS));
      expect(yield* ticks(every, start, 4)).toEqual(expected);
      yield* every.drop();
    });
  });

  it("begins anew when it is reset", () => {
    onPausedRuntime(function* () {
      const start = instantNow();
      const every = interval(10 * MS);
      yield* ticks(every, start, 1);
      yield* wait(advance(4 * MS));
      yield* every.reset();
      expect(yield* ticks(every, start, 2)).toEqual([
        [14, 14],
        [24, 24],
      ]);
      yield* every.resetImmediately();
      expect(yield* ticks(every, start, 2)).toEqual([
        [24, 24],
        [34, 34],
      ]);
      yield* every.resetAfter(3 * MS);
      expect(yield* ticks(every, start, 2)).toEqual([
        [37, 37],
        [47, 47],
      ]);
      yield* every.resetAt(start + 90 * MS);
      expect(yield* ticks(every, start, 2)).toEqual([
        [90, 90],
        [100, 100],
      ]);
      yield* every.drop();
    });
  });

  it("loses no tick that was waited for in vain", () => {
    onPausedRuntime(function* () {
      const start = instantNow();
      const every = intervalAt(start + 10 * MS, 10 * MS);
      const selected = yield* wait(select([every.tick(), readyFuture("other")], { biased: true }));
      expect(selected).toEqual({ branch: 1, value: "other" });
      expect(yield* ticks(every, start, 1)).toEqual([[10, 10]]);
      yield* every.drop();
    });
  });

  it("must have a period", () => {
    const finding = runOnce(() =>
      runPaused(function* () {
        yield* interval(0).drop();
      }),
    );
    expect(finding).toMatchObject({ kind: "panic", message: expect.stringContaining("`period` must be non-zero.") });
  });
});
