import { describe, expect, it } from "vitest";
import { now } from "../../sim/index.ts";
import { Builder } from "../builder.ts";
import { async_, wait } from "../future/async.ts";
import { runClean, runOnce } from "../future/testing/run.ts";
import { spawn } from "../task/spawn.ts";
import { instantNow } from "./now.ts";
import { advance, pause, resume } from "./pause.ts";
import { sleep } from "./sleep.ts";
import { MS, nowMs, onPausedRuntime } from "./testing/on-runtime.ts";

describe("a paused clock", () => {
  it("stands still, and goes on where it stood", () => {
    runClean(function* () {
      const runtime = yield* Builder.newCurrentThread({ enableTime: true }).build();
      yield* runtime.blockOn(
        async_(function* () {
          yield* wait(sleep(3 * MS));
          pause();
          const stopped = instantNow();
          yield* wait(advance(1_000 * MS));
          expect(instantNow()).toBe(stopped + 1_000 * MS);
          resume();
          const before = now();
          yield* wait(sleep(2 * MS));
          expect(instantNow()).toBe(stopped + 1_002 * MS);
          expect(now() - before).toBe(2 * MS);
        }),
      );
      yield* runtime.drop();
    });
  });

  it("moves by itself to the next timer when there is nothing left to do, and no time passes", () => {
    onPausedRuntime(function* () {
      const start = nowMs();
      yield* wait(sleep(86_400_000 * MS));
      expect(nowMs() - start).toBe(86_400_000);
      expect(now()).toBe(0);
    });
  });

  it("has timers fire that it is moved past", () => {
    onPausedRuntime(function* () {
      let hasFired = false;
      const sleeper = yield* spawn(
        async_(function* () {
          yield* wait(sleep(10 * MS));
          hasFired = true;
        }),
      );
      yield* wait(advance(0));
      yield* wait(advance(10 * MS));
      const result = yield* wait(sleeper);
      expect(result.ok).toBe(true);
      expect(hasFired).toBe(true);
    });
  });

  it.each([
    ["resume", resume, "time is not frozen"],
    ["pause", pause, "`time::pause()` requires the `current_thread` Tokio runtime"],
  ])("is none of a multi-thread runtime's: %s() panics", (_, call, message) => {
    const finding = runOnce(function* () {
      const runtime = yield* Builder.newMultiThread({ enableTime: true, workerThreads: 1 }).build();
      const entered = runtime.enter();
      call();
      entered.drop();
      yield* runtime.drop();
    });
    expect(finding).toMatchObject({ kind: "panic", message: expect.stringContaining(message) });
  });

  it("is none outside of all runtimes", () => {
    const finding = runOnce(function* () {
      pause();
    });
    expect(finding?.message).toContain("time cannot be frozen from outside the Tokio runtime");
  });
});
