import { describe, expect, it } from "vitest";
import { catchUnwind, currentThread, type Op, sleep, spawn } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { INITIAL_BUDGET, remainingBudget, setBudget } from "../task/coop.ts";
import type { TaskResult } from "../task/error.ts";
import type { JoinHandle } from "../task/join.ts";
import { Output, panics } from "../task/testing/futures.ts";
import { runOnce, sweep } from "../task/testing/sweep.ts";
import type { BlockingOptions, Started } from "./options.ts";
import { BlockingPool } from "./pool.ts";
import type { FnOnce } from "./task.ts";

const ONE_THREAD: BlockingOptions = { threadCap: 1 };

function* seven(): Op<number> {
  return 7;
}

/** Holds something, and gives it back or drops it. */
class Gives implements FnOnce<Output> {
  private readonly output = new Output();

  *call(): Op<Output> {
    return this.output;
  }

  drop(): Op<void> {
    return this.output.drop();
  }
}

function* refuse(): Op<Started> {
  return "Refused";
}

function* joined<T>(join: JoinHandle<T>): Op<TaskResult<T>> {
  return yield* blockOn(join);
}

describe("BlockingPool", () => {
  it("runs a function on a thread of its own, and gives back what it returns", () => {
    const verdict = sweep(function* () {
      const pool = new BlockingPool(ONE_THREAD);
      const join = yield* pool.spawner.spawnBlocking(null, function* () {
        return currentThread().name;
      });
      expect(yield* joined(join)).toEqual({ ok: true, value: "blocking 0" });
      yield* pool.drop();
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("says of a function that panics that it did, and its thread goes on", () => {
    const verdict = sweep(function* () {
      const pool = new BlockingPool(ONE_THREAD);
      const failed = yield* joined(yield* pool.spawner.spawnBlocking(null, () => panics("no")));
      expect(!failed.ok && failed.error.isPanic).toBe(true);
      expect(yield* joined(yield* pool.spawner.spawnBlocking(null, seven))).toEqual({ ok: true, value: 7 });
      yield* pool.drop();
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("cancels what comes after the shutdown, and drops its captures", () => {
    const { finding, told } = runOnce(function* () {
      const pool = new BlockingPool(ONE_THREAD);
      yield* pool.shutdown(null);
      const late = yield* joined(yield* pool.spawner.spawnBlocking(null, new Gives()));
      expect(!late.ok && late.error.isCancelled).toBe(true);
      expect(yield* pool.spawner.spawnMandatoryBlocking(null, new Gives())).toBeNull();
      yield* pool.drop();
    });
    expect(finding).toBeNull();
    expect(told.filter(({ type }) => type.startsWith("blocking.")).map(({ type }) => type)).toEqual([
      "blocking.drop",
      "blocking.drop",
    ]);
  });

  it("starts no more threads than its cap, and one only where no other is idle", () => {
    const verdict = sweep(function* () {
      const pool = new BlockingPool({ threadCap: 2 });
      for (let i = 0; i < 3; i++) yield* (yield* pool.spawner.spawnBlocking(null, seven)).drop();
      expect(yield* pool.spawner.numThreads()).toBeLessThanOrEqual(2);
      yield* pool.drop();
      expect(yield* pool.spawner.numThreads()).toBe(0);
      expect(yield* pool.spawner.queueDepth()).toBe(0);
    });
    expect(verdict.kinds).toEqual(["clean"]);
    const { told } = runOnce(function* () {
      const pool = new BlockingPool({ threadCap: 2 });
      for (let i = 0; i < 2; i++) {
        yield* joined(yield* pool.spawner.spawnBlocking(null, seven));
        yield* sleep(1);
        expect(yield* pool.spawner.numIdleThreads()).toBe(1);
      }
      yield* pool.drop();
    });
    expect(told.filter(({ type }) => type === "blocking.thread.start")).toHaveLength(1);
  });

  it("sends an idle thread home after a while; each that leaves joins the one before", () => {
    const { finding, told } = runOnce(function* () {
      const pool = new BlockingPool({ threadCap: 1, keepAliveNs: 10 });
      for (let i = 0; i < 3; i++) {
        yield* joined(yield* pool.spawner.spawnBlocking(null, seven));
        yield* sleep(20);
        expect(yield* pool.spawner.numThreads()).toBe(0);
        expect(yield* pool.spawner.numIdleThreads()).toBe(0);
      }
      yield* pool.drop();
    });
    expect(finding).toBeNull();
    expect(told.filter(({ type }) => type === "blocking.thread.end")).toHaveLength(3);
  });

  it("calls the hooks of its threads on them, inside of the runtime", () => {
    const called: string[] = [];
    const hook = (name: string) =>
      function* (): Op<void> {
        called.push(`${name} on ${currentThread().name}`);
      };
    const { finding } = runOnce(function* () {
      const pool = new BlockingPool({ threadCap: 1, onThreadStart: hook("start"), onThreadStop: hook("stop") });
      const runtime = {
        *entered(body: () => Op<void>): Op<void> {
          called.push("enter");
          yield* body();
          called.push("leave");
        },
      };
      yield* (yield* pool.spawner.spawnBlocking(runtime, hook("run"))).drop();
      yield* pool.drop();
    });
    expect(finding).toBeNull();
    expect(called).toEqual(["enter", "start on blocking 0", "run on blocking 0", "stop on blocking 0", "leave"]);
  });

  it("panics where the system refuses the first thread; the task goes with the pool", () => {
    const { finding } = runOnce(function* () {
      const pool = new BlockingPool({ threadCap: 1, startThread: refuse });
      const caught = yield* catchUnwind(() => pool.spawner.spawnBlocking(null, new Gives()));
      expect(!caught.ok && caught.panic.message).toContain("OS can't spawn worker thread");
      expect(yield* pool.spawner.spawnMandatoryBlocking(null, new Gives())).toBeNull();
      yield* pool.drop();
    });
    expect(finding).toBeNull();
  });

  it("leaves it to a busy thread where the system has no other just now", () => {
    const verdict = sweep(function* () {
      let isFirst = true;
      const pool = new BlockingPool({
        threadCap: 2,
        *startThread(body, name) {
          if (!isFirst) return "WouldBlock";
          isFirst = false;
          return yield* spawn(body, name);
        },
      });
      const first = yield* pool.spawner.spawnBlocking(null, seven);
      const second = yield* pool.spawner.spawnBlocking(null, seven);
      expect(yield* joined(first)).toEqual({ ok: true, value: 7 });
      expect(yield* joined(second)).toEqual({ ok: true, value: 7 });
      yield* pool.drop();
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("must not be waited for where blocking is not allowed, but may be given up there", () => {
    const { finding } = runOnce(function* () {
      const pool = new BlockingPool({ threadCap: 1, mayBlock: () => false });
      yield* pool.shutdown(0);
      const other = new BlockingPool({ threadCap: 1, mayBlock: () => false });
      const caught = yield* catchUnwind(() => other.drop());
      expect(!caught.ok && caught.panic.message).toContain("blocking is not allowed");
    });
    expect(finding).toBeNull();
  });

  it("runs functions without a budget", () => {
    const { finding } = runOnce(function* () {
      const pool = new BlockingPool(ONE_THREAD);
      const join = yield* pool.spawner.spawnBlocking(
        {
          *entered(body) {
            setBudget(INITIAL_BUDGET);
            yield* body();
          },
        },
        function* () {
          return remainingBudget();
        },
      );
      expect(yield* joined(join)).toEqual({ ok: true, value: null });
      yield* pool.drop();
    });
    expect(finding).toBeNull();
  });
});
