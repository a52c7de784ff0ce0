import { describe, expect, it } from "vitest";
import { wait } from "../future/async.ts";
import { pending } from "../future/pending.ts";
import { readyFuture } from "../future/ready.ts";
import { pollOnce } from "../future/testing/drive.ts";
import { instantNow } from "./now.ts";
import { sleep } from "./sleep.ts";
import { MS, nowMs, onPausedRuntime } from "./testing/on-runtime.ts";
import { ELAPSED, timeout, timeoutAt } from "./timeout.ts";

describe("timeout", () => {
  it("gives the output of a future that is in time, and waits no longer", () => {
    onPausedRuntime(function* () {
      const start = nowMs();
      expect((yield* wait(timeout(sleep(5 * MS), 10 * MS))).ok).toBe(true);
      expect(nowMs() - start).toBe(5);
    });
  });

  it("gives the future up when its time is over", () => {
    onPausedRuntime(function* () {
      const start = nowMs();
      expect(yield* wait(timeout(pending(), 10 * MS))).toEqual({ ok: false, error: ELAPSED });
      expect(nowMs() - start).toBe(10);
    });
  });

  it("prefers a future that is ready when the time is over", () => {
    onPausedRuntime(function* () {
      expect(yield* wait(timeout(readyFuture("late"), 0))).toEqual({ ok: true, value: "late" });
      expect((yield* wait(timeout(sleep(10 * MS), 10 * MS))).ok).toBe(true);
    });
  });

  it("may last for ever", () => {
    onPausedRuntime(function* () {
      const limited = timeout(sleep(5 * MS), Number.POSITIVE_INFINITY);
      expect(yield* wait(limited)).toEqual({ ok: true, value: undefined });
    });
  });

  it("may be dropped before either", () => {
    onPausedRuntime(function* () {
      const limited = timeout(sleep(5 * MS), 10 * MS);
      expect((yield* pollOnce(limited)).ready).toBe(false);
      yield* limited.drop();
    });
  });
});

describe("timeoutAt", () => {
  it("ends at a moment of the runtime's clock", () => {
    onPausedRuntime(function* () {
      const deadline = instantNow() + 7 * MS;
      expect(yield* wait(timeoutAt(pending(), deadline))).toEqual({ ok: false, error: ELAPSED });
      expect(instantNow()).toBe(deadline);
    });
  });
});
