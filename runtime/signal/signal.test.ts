import { describe, expect, it } from "vitest";
import { catchUnwind, check, type Op, raiseSignal, spawn as spawnThread } from "../../sim/index.ts";
import { Builder, type RuntimeOptions } from "../builder.ts";
import { async_, wait } from "../future/async.ts";
import { pollOnce } from "../future/testing/drive.ts";
import type { Runtime } from "../runtime.ts";
import { spawn } from "../task/spawn.ts";
import { type Signal, signal } from "./signal.ts";

function* multiThread(name: string, options: RuntimeOptions = {}): Op<Runtime> {
  return yield* Builder.newMultiThread({ name, enableIo: true, workerThreads: 1, ...options }).build();
}

/** Runs `body` on a runtime with I/O, under many schedules. */
function onRuntime(body: () => Op<void>): void {
  check(
    function* () {
      const runtime = yield* multiThread("runtime");
      yield* runtime.blockOn(async_(body));
      yield* runtime.drop();
    },
    { iterations: 15 },
  );
}

function* listens(name: "SIGINT" | "SIGHUP" = "SIGINT"): Op<Signal> {
  const made = yield* signal(name);
  if (!made.ok) throw new Error(`${made.error}`);
  return made.value;
}

/** Says whether the signal came, without waiting for it. */
function* came(listener: Signal): Op<boolean> {
  const recv = listener.recv();
  const poll = yield* pollOnce(recv);
  yield* recv.drop();
  return poll.ready;
}

describe("a listener", () => {
  it("hears of a signal that comes from anywhere, whenever it comes", () => {
    onRuntime(function* () {
      const listener = yield* listens();
      const kernel = yield* spawnThread(() => raiseSignal("SIGINT"), "kernel");
      yield* wait(listener.recv());
      yield* kernel.join();
      expect(yield* came(listener)).toBe(false);
      yield* raiseSignal("SIGINT");
      yield* wait(listener.recv());
    });
  });

  it("hears of it together with others, in several tasks", () => {
    onRuntime(function* () {
      const [first, second] = [yield* listens(), yield* listens()];
      const task = yield* spawn(async_(() => wait(first.recv())));
      yield* raiseSignal("SIGINT");
      yield* wait(second.recv());
      expect((yield* wait(task)).ok).toBe(true);
    });
  });

  it("hears of its own sort of signal alone, and only of what comes after it was made", () => {
    onRuntime(function* () {
      const hangup = yield* listens("SIGHUP");
      const before = yield* listens();
      yield* raiseSignal("SIGINT");
      yield* wait(before.recv());
      const late = yield* listens();
      expect([yield* came(hangup), yield* came(late)]).toEqual([false, false]);
    });
  });

  it("may give up, and hear of it at the next call", () => {
    onRuntime(function* () {
      const listener = yield* listens();
      expect(yield* came(listener)).toBe(false);
      const kernel = yield* spawnThread(() => raiseSignal("SIGINT"), "kernel");
      const early = yield* came(listener);
      if (!early) yield* wait(listener.recv());
      yield* kernel.join();
    });
  });
});

describe("the signals of a process", () => {
  it("reach the listeners of all of its runtimes, whichever driver is told", () => {
    check(
      function* () {
        const [left, right] = [yield* multiThread("left"), yield* multiThread("right")];
        const inLeft = yield* left.blockOn(async_(() => listens()));
        const inRight = yield* right.blockOn(async_(() => listens()));
        yield* raiseSignal("SIGINT");
        yield* right.blockOn(inRight.recv());
        yield* left.blockOn(inLeft.recv());
        yield* left.drop();
        yield* right.drop();
      },
      { iterations: 15 },
    );
  });

  it("need a runtime with I/O, and one that is still there", () => {
    check(
      function* () {
        const without = yield* multiThread("without", { enableIo: false });
        const caught = yield* catchUnwind(() => without.blockOn(async_(() => signal("SIGINT"))));
        expect(caught.ok ? "" : caught.panic.message).toBe(
          "there is no signal driver running, must be called from the context of Tokio runtime",
        );
        yield* without.drop();
        const over = yield* multiThread("over");
        const handle = over.handle;
        yield* over.drop();
        const guard = handle.enter();
        expect(yield* signal("SIGINT")).toMatchObject({ error: { message: "signal driver gone" } });
        guard.drop();
      },
      { iterations: 5 },
    );
  });
});
