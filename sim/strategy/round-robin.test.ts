import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Op } from "../op.ts";
import { random } from "../thread/random.ts";
import { sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { RoundRobinStrategy } from "./round-robin.ts";
import { Player } from "./testing/player.ts";

function threadsOf(steps: readonly string[]): string[] {
  return steps.map((step) => step.slice(0, step.indexOf(":")));
}

describe("roundRobin", () => {
  it("goes from thread to thread in order of spawning, and around", () => {
    const { steps } = new Player(function* () {
      const n = new AtomicUsize(0, "n");
      const work = function* (): Op<void> {
        for (let i = 0; i < 3; i++) yield* n.fetchAdd(1, "Relaxed");
      };
      yield* spawn(work, "a");
      yield* spawn(work, "b");
      yield* work();
    }).record(new RoundRobinStrategy());
    // A thread's first turn takes it up to its first step, which only its second turn performs.
    expect(threadsOf(steps).join(" ")).toBe("main main a main a b main a b main b");
  });

  it("passes over threads that wait", () => {
    const { steps, finding } = new Player(function* () {
      const n = new AtomicUsize(0, "n");
      const a = yield* spawn(() => sleep(5), "a");
      const b = yield* spawn(function* () {
        yield* a.join();
        yield* n.store(1, "Relaxed");
      }, "b");
      yield* n.load("Relaxed");
      yield* b.join();
    }).record(new RoundRobinStrategy());
    expect(finding).toBeNull();
    expect(threadsOf(steps).at(-1)).toBe("main");
  });

  it("lets time pass only when all threads wait", () => {
    const { steps } = new Player(
      function* () {
        const n = new AtomicUsize(0, "n");
        yield* spawn(() => sleep(5), "sleeper");
        for (let i = 0; i < 5; i++) yield* n.load("Relaxed");
      },
      { clock: "anytime" },
    ).record(new RoundRobinStrategy());
    expect(steps.at(-1)).toBe("sleeper: sleep(5 ns)");
  });

  it("draws what is not about threads from the seed", () => {
    const player = new Player(function* () {
      yield* new AtomicUsize(random(1_000), "n").load("Relaxed");
    });
    const answer = (seed: string) => player.record(new RoundRobinStrategy(), seed).tape.entries[0]?.answer;
    expect(answer("1")).toBe(answer("1"));
    expect(answer("1")).not.toBe(answer("2"));
  });
});
