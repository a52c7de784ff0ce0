import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Op } from "../op.ts";
import { Mutex } from "../sync/mutex.ts";
import { programOf, runnerOf } from "../testing/programs.ts";
import { park, parkTimeout, unpark } from "../thread/park.ts";
import { sleep } from "../thread/sleep.ts";
import { currentThread, spawn } from "../thread/spawn.ts";
import type { TraceEvent } from "./trace-event.ts";

/** Of 60 executions: all that they said of steps that let others go on, as in `0.1 main.unpark() -> 0`. */
function said(model: () => Op<void>): string[] {
  const runner = runnerOf(programOf(model));
  const all = new Set<string>();
  for (let i = 0; i < 60; i++) {
    for (const { name, call, lets } of runner.record(`seed.${i}`, false).trace) {
      if (lets.length > 0) all.add(`${name}: ${call} -> ${lets.join(" ")}`);
    }
  }
  return [...all].sort();
}

describe("a step lets go on", () => {
  it("whoever was parked, by unpark, and not who had not yet parked", () => {
    const model = function* (): Op<void> {
      const main = currentThread();
      const n = new AtomicUsize(0, "n");
      yield* spawn(function* () {
        yield* n.store(1, "Relaxed");
        yield* unpark(main);
        yield* n.store(2, "Relaxed");
      }, "waker");
      yield* n.load("Relaxed");
      yield* park();
    };
    expect(said(model)).toEqual(["waker: main.unpark() -> 0"]);
    const runner = runnerOf(programOf(model));
    const unparks = Array.from({ length: 60 }, (_, i) => runner.record(`seed.${i}`, false).trace).map((trace) => {
      const at = (kind: string): TraceEvent | undefined => trace.find((event) => event.kind === kind);
      // The load is announced and done before the park is: that is not a wait yet.
      return [at("load"), at("unpark")].map((event) => event?.index ?? 0).concat(at("unpark")?.lets.length ?? 0);
    });
    expect(unparks.some(([load = 0, unparked = 0, woken]) => load > unparked && woken === 0)).toBe(true);
    expect(unparks.every(([load = 0, unparked = 0, woken]) => load < unparked || woken === 0)).toBe(true);
    expect(unparks.some(([, , woken]) => woken === 1)).toBe(true);
  });

  it("whoever waits for a lock, by unlock", () => {
    const model = function* (): Op<void> {
      const mutex = new Mutex(0, "m");
      const use = function* (): Op<void> {
        const guard = yield* mutex.lock();
        yield* guard.drop();
      };
      const other = yield* spawn(use, "other");
      yield* use();
      yield* other.join();
    };
    expect(said(model)).toEqual([
      "main: m.unlock() -> 0.1",
      // The last step of a thread lets go on who joins it.
      "other: m.unlock() -> 0",
    ]);
  });

  it("whoever joins it, when it was the thread's last", () => {
    const model = function* (): Op<void> {
      const n = new AtomicUsize(0, "n");
      const first = yield* spawn(() => n.store(1, "Relaxed"), "first");
      const second = yield* spawn(() => first.join(), "second");
      yield* second.join();
    };
    expect(said(model)).toEqual(["first: n.store(1, Relaxed) -> 0.2", "second: first.join() -> 0"]);
  });

  it("nobody whose time is up, nor the thread that it spawns", () => {
    const model = function* (): Op<void> {
      const other = yield* spawn(function* () {
        yield* sleep(10);
        yield* parkTimeout(5);
      }, "sleeper");
      yield* parkTimeout(3);
      yield* sleep(100);
      yield* other.join();
    };
    expect(said(model)).toEqual([]);
  });
});
