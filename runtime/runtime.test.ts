import { describe, expect, it } from "vitest";
import { catchUnwind, check, now, type Op, sleep, spawn as spawnThread } from "../sim/index.ts";
import { Builder, type RuntimeOptions } from "./builder.ts";
import { async_, wait } from "./future/async.ts";
import { blockOn } from "./future/block-on.ts";
import { pending } from "./future/pending.ts";
import { readyFuture } from "./future/ready.ts";
import { yieldNow } from "./future/yield-now.ts";
import { Handle, type RuntimeFlavor } from "./handle.ts";
import type { Runtime } from "./runtime.ts";
import { spawn, spawnBlocking } from "./task/spawn.ts";

const FLAVORS: readonly RuntimeFlavor[] = ["current-thread", "multi-thread"];

function builder(flavor: RuntimeFlavor, options: RuntimeOptions = {}): Builder {
  return flavor === "multi-thread" ? Builder.newMultiThread(options) : Builder.newCurrentThread(options);
}

/** Runs `body` with a runtime, which is dropped afterwards, under many schedules. */
function withRuntime(flavor: RuntimeFlavor, body: (runtime: Runtime) => Op<void>, options: RuntimeOptions = {}): void {
  check(
    function* () {
      const runtime = yield* builder(flavor, options).build();
      yield* body(runtime);
      yield* runtime.drop();
    },
    { iterations: 30 },
  );
}

/** What `body` panics with; fails where it does not. */
function* messageOf(body: () => Op<unknown>): Op<string> {
  const caught = yield* catchUnwind(body);
  if (caught.ok) throw new Error("it did not panic");
  return caught.panic.message;
}

describe.each(FLAVORS)("a %s runtime", (flavor) => {
  it("runs what it is given, and what that spawns, blocking or not", () => {
    withRuntime(flavor, function* (runtime) {
      const sum = async_(function* () {
        const task = yield* spawn(readyFuture(1));
        const blocking = yield* spawnBlocking(function* () {
          return 2;
        });
        return [yield* wait(task), yield* wait(blocking)];
      });
      expect(yield* runtime.blockOn(sum)).toEqual([
        { ok: true, value: 1 },
        { ok: true, value: 2 },
      ]);
    });
  });

  it("cannot be started on a thread that drives one, and drops the future that it was to run", () => {
    withRuntime(flavor, function* (runtime) {
      const message = yield* runtime.blockOn(async_(() => messageOf(() => runtime.blockOn(pending()))));
      expect(message).toContain("Cannot start a runtime from within a runtime");
      const second = yield* runtime.blockOn(async_(() => messageOf(() => runtime.handle.blockOn(pending()))));
      expect(second).toContain("Cannot start a runtime from within a runtime");
    });
  });

  it("is where spawn goes on a thread that has entered it, and nowhere after", () => {
    withRuntime(flavor, function* (runtime) {
      expect(Handle.tryCurrent()).toBeNull();
      const guard = runtime.enter();
      expect(Handle.current().inner).toBe(runtime.handle.inner);
      expect(Handle.current().flavor).toBe(flavor);
      const join = yield* spawn(readyFuture(7));
      guard.drop();
      expect(yield* runtime.blockOn(join)).toEqual({ ok: true, value: 7 });
      expect(yield* messageOf(() => spawn(readyFuture(8)))).toContain("there is no reactor running");
    });
  });

  it("cancels its tasks when it is dropped, and what is spawned afterwards at once", () => {
    check(
      function* () {
        const runtime = yield* builder(flavor).build();
        const before = yield* runtime.spawn(pending());
        const { handle } = runtime;
        yield* runtime.drop();
        const after = yield* handle.spawn(pending());
        for (const join of [before, after]) {
          const result = yield* blockOn(join);
          expect(!result.ok && result.error.isCancelled).toBe(true);
        }
      },
      { iterations: 30 },
    );
  });

  it("must not be dropped inside of a runtime, but may be shut down in the background", () => {
    check(
      function* () {
        const outer = yield* Builder.newCurrentThread().build();
        const inner = yield* builder(flavor).build();
        yield* outer.blockOn(async_(() => inner.shutdownBackground()));
        const another = yield* builder(flavor).build();
        const message = yield* outer.blockOn(async_(() => messageOf(() => another.drop())));
        expect(message).toContain("Cannot drop a runtime in a context where blocking is not allowed");
        yield* outer.drop();
      },
      { iterations: 30 },
    );
  });

  it("is shut down in time though something blocks a thread for longer", () => {
    check(
      function* () {
        const runtime = yield* builder(flavor).build();
        const join = yield* runtime.spawnBlocking(() => sleep(1_000));
        yield* sleep(10); // for the call to begin
        yield* runtime.shutdownTimeout(100);
        expect(now()).toBe(110);
        expect(yield* blockOn(join)).toEqual({ ok: true, value: undefined });
      },
      { iterations: 30 },
    );
  });

  it("counts polls, schedules and parks, and what is alive", () => {
    withRuntime(flavor, function* (runtime) {
      const metrics = runtime.metrics();
      const join = yield* runtime.spawn(async_(() => wait(yieldNow())));
      yield* runtime.blockOn(join);
      expect(metrics.remoteScheduleCount).toBe(1);
      // The waiting thread is woken before the worker has counted the task out.
      expect(yield* metrics.numAliveTasks()).toBeLessThanOrEqual(1);
      expect(yield* metrics.globalQueueDepth()).toBe(0);
      let [polls, schedules] = [0, 0];
      for (let i = 0; i < metrics.numWorkers; i++) {
        polls += metrics.worker(i).polls;
        schedules += metrics.worker(i).localSchedules;
        expect(metrics.worker(i).noops).toBeLessThanOrEqual(metrics.worker(i).parks);
      }
      expect([polls, schedules]).toEqual([2, 1]);
    });
  });

  it("is a leak where nobody drops it", () => {
    const forgets = function* (): Op<void> {
      yield* builder(flavor).build();
    };
    expect(() => check(forgets, { iterations: 1 })).toThrow(/leak|deadlock/);
  });
});

describe("a multi-thread runtime", () => {
  it("counts its workers, and blocking threads apart from them", () => {
    const body = function* (runtime: Runtime): Op<void> {
      const metrics = runtime.metrics();
      expect(metrics.numWorkers).toBe(3);
      expect(yield* metrics.numBlockingThreads()).toBe(0);
      yield* runtime.blockOn(yield* runtime.spawnBlocking(() => sleep(1)));
      expect(yield* metrics.numBlockingThreads()).toBe(1);
      expect(yield* metrics.blockingQueueDepth()).toBe(0);
    };
    withRuntime("multi-thread", body, { workerThreads: 3 });
  });

  it("takes futures from several threads at once", () => {
    withRuntime("multi-thread", function* (runtime) {
      const other = yield* spawnThread(() => runtime.blockOn(readyFuture(1)));
      expect(yield* runtime.blockOn(readyFuture(2))).toBe(2);
      expect(yield* other.join()).toBe(1);
    });
  });
});

describe("Builder", () => {
  it("refuses a runtime without workers, or without threads for what blocks", () => {
    check(
      function* () {
        const none = Builder.newMultiThread({ workerThreads: 0 });
        expect(yield* messageOf(() => none.build())).toBe("Worker threads cannot be set to 0");
        const noBlocking = Builder.newCurrentThread().with({ maxBlockingThreads: 0 });
        expect(yield* messageOf(() => noBlocking.build())).toBe("Max blocking threads cannot be set to 0");
      },
      { iterations: 1 },
    );
  });

  it.each(FLAVORS)("has each thread of a %s runtime call what it was told to at its begin and its end", (flavor) => {
    check(
      function* () {
        const calls: string[] = [];
        const note = (what: string) =>
          function* (): Op<void> {
            calls.push(what);
          };
        const options = { workerThreads: 1, onThreadStart: note("start"), onThreadStop: note("stop") };
        const runtime = yield* builder(flavor, options).build();
        yield* runtime.blockOn(yield* runtime.spawnBlocking(() => sleep(1)));
        yield* runtime.drop();
        const threads = flavor === "multi-thread" ? 2 : 1;
        expect(calls.sort()).toEqual([...Array(threads).fill("start"), ...Array(threads).fill("stop")]);
      },
      { iterations: 10 },
    );
  });
});
