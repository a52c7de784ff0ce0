import { describe, expect, it } from "vitest";
import type { Op } from "../op.ts";
import { catchUnwind } from "../panic/catch-unwind.ts";
import { panic } from "../panic/panic.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { now, sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { Condvar } from "./condvar.ts";
import { Mutex } from "./mutex.ts";

const SECOND = 1_000_000_000;

/** A consumer that waits for the flag, in a loop or not, and a producer that sets it, `late`: once that waits. */
function* handOver(wait: (ready: Condvar, flag: Mutex<boolean>) => Op<void>, late = false): Op<void> {
  const flag = new Mutex(false, "flag");
  const ready = new Condvar("ready");
  const consumer = yield* spawn(() => wait(ready, flag), "consumer");
  if (late) yield* sleep(SECOND);
  const guard = yield* flag.lock();
  guard.value = true;
  yield* guard.drop();
  yield* ready.notifyOne();
  yield* consumer.join();
}

function* waitInLoop(ready: Condvar, flag: Mutex<boolean>): Op<void> {
  const guard = yield* flag.lock();
  while (!guard.value) yield* ready.wait(guard);
  yield* guard.drop();
}

describe("Condvar", () => {
  it("hands over without losing a wakeup, though the notification comes without the mutex", () => {
    expect(sweep(() => handOver(waitInLoop)).kinds).toEqual(["clean"]);
  });

  it("loses the wakeup where the condition is not asked before waiting", () => {
    const verdict = sweep(() =>
      handOver(function* (ready, flag) {
        const guard = yield* flag.lock();
        yield* ready.wait(guard);
        yield* guard.drop();
      }),
    );
    expect(verdict.kinds).toEqual(["clean", "lost-wakeup"]);
    expect(verdict.finding?.message).toBe(
      '"consumer" sleeps for ever: waits for a notification of ready, and nobody is left who could wake it.',
    );
  });

  it("wakes without cause only where the bounds say so, and a loop bears that", () => {
    const careless = () =>
      handOver(function* (ready, flag) {
        const guard = yield* flag.lock();
        if (!guard.value) yield* ready.wait(guard);
        if (!guard.value) throw new Error("woken without cause");
        yield* guard.drop();
      }, true);
    const bounds = { spuriousWakeups: true };
    expect(sweep(careless).kinds).toEqual(["clean"]);
    expect(sweep(careless, { bounds }).finding?.message).toContain("woken without cause");
    expect(sweep(careless, { bounds: { ...bounds, spurious: 0 } }).kinds).toEqual(["clean"]);
    expect(sweep(() => handOver(waitInLoop), { bounds }).kinds).toEqual(["clean"]);
  });

  it("wakes one waiter, of the strategy's choice, or all", () => {
    const woken = new Set<string>();
    const model = (all: boolean) =>
      function* (): Op<void> {
        const turn = new Mutex("", "turn");
        const ready = new Condvar("ready");
        const waiter = (name: string) => () =>
          turn.with(function* (_value, guard) {
            yield* ready.wait(guard);
            woken.add(name);
          });
        yield* spawn(waiter("left"), "left");
        yield* spawn(waiter("right"), "right");
        yield* sleep(SECOND);
        yield* all ? ready.notifyAll() : ready.notifyOne();
      };
    const one = sweep(model(false), { runs: 50 });
    expect(one.kinds).toEqual(["lost-wakeup"]);
    expect(woken).toEqual(new Set(["left", "right"]));
    expect(sweep(model(true), { runs: 50 }).kinds).toEqual(["clean"]);
  });

  it("forgets a notification that finds nobody waiting", () => {
    const found = runOnce(function* () {
      const mutex = new Mutex(0, "m");
      const ready = new Condvar("ready");
      yield* ready.notifyAll();
      yield* ready.notifyOne();
      yield* mutex.with((_value, guard) => ready.wait(guard));
    }).finding;
    expect(found?.kind).toBe("lost-wakeup");
  });

  it("says whether the time was up, and takes that time", () => {
    runClean(function* () {
      const mutex = new Mutex(0, "m");
      const ready = new Condvar("ready");
      const guard = yield* mutex.lock();
      expect(yield* ready.waitTimeout(guard, 2 * SECOND)).toEqual({ timedOut: true });
      expect(now()).toBe(2 * SECOND);
      yield* spawn(function* () {
        yield* sleep(SECOND);
        yield* ready.notifyOne();
      }, "notifier");
      expect(yield* ready.waitTimeout(guard, 2 * SECOND)).toEqual({ timedOut: false });
      expect(now()).toBe(3 * SECOND);
      yield* guard.drop();
    });
  });

  it("waits while a condition holds, in all no longer than told", () => {
    runClean(function* () {
      const count = new Mutex(0, "count");
      const ready = new Condvar("ready");
      yield* spawn(function* () {
        for (let i = 0; i < 3; i++) {
          yield* sleep(SECOND);
          yield* count.with(function* (value, guard) {
            guard.value = value + 1;
          });
          yield* ready.notifyAll();
        }
      }, "counter");
      const guard = yield* count.lock();
      yield* ready.waitWhile(guard, (value) => value < 2);
      expect([guard.value, now()]).toEqual([2, 2 * SECOND]);
      expect(yield* ready.waitTimeoutWhile(guard, 5 * SECOND, (value) => value < 3)).toEqual({ timedOut: false });
      expect(yield* ready.waitTimeoutWhile(guard, 5 * SECOND, () => true)).toEqual({ timedOut: true });
      expect(now()).toBe(8 * SECOND);
      yield* guard.drop();
    });
  });

  it("panics where the mutex was poisoned meanwhile, and holds it no longer then", () => {
    runClean(function* () {
      const mutex = new Mutex(0, "m");
      const ready = new Condvar("ready");
      const waiter = yield* spawn(() => catchUnwind(() => mutex.with((_value, guard) => ready.wait(guard))), "waiter");
      yield* sleep(SECOND);
      yield* catchUnwind(() =>
        mutex.with(function* () {
          yield* ready.notifyAll();
          panic("poison");
        }),
      );
      const caught = yield* waiter.join();
      expect(caught.ok ? "" : caught.panic.message).toContain("PoisonError");
      const guard = yield* mutex.lock("ignore");
      yield* guard.drop();
    });
  });
});
