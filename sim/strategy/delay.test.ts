import { describe, expect, it } from "vitest";
import { AtomicBool } from "../atomic/atomic-bool.ts";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Execution } from "../engine/execution.ts";
import { assert } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { DelayStrategy } from "./delay.ts";
import { Player } from "./testing/player.ts";

const EACH = 6;

function* three(): Op<void> {
  const x = new AtomicUsize(0, "x");
  for (const name of ["a", "b", "c"]) {
    yield* spawn(function* () {
      for (let i = 0; i < EACH; i++) yield* x.store(i, "Relaxed");
    }, name);
  }
}

/** The threads in the order of their turns. */
function turnsOf(steps: readonly string[]): string[] {
  const names = steps.map((step) => step.slice(0, step.indexOf(":")));
  return names.filter((name, at) => name !== names[at - 1]);
}

function delay(delays: number, steps: number): DelayStrategy {
  const strategy = new DelayStrategy(delays);
  strategy.learn({ steps });
  return strategy;
}

describe("delay", () => {
  it.each([1, 2, 4])("leaves the plain order at most %i times, and each number of times is drawn", (delays) => {
    const player = new Player(three);
    const strategy = delay(delays, 3 + 3 * EACH);
    const turns = Array.from({ length: 400 }, (_, run) => turnsOf(player.record(strategy, `run.${run}`).steps).length);
    // Four threads have four turns. A delay makes one more, or two, when the circle comes back in the middle.
    expect(Math.min(...turns)).toBe(4);
    expect(Math.max(...turns)).toBeGreaterThan(4);
    expect(Math.max(...turns)).toBeLessThanOrEqual(4 + 2 * delays);
  });

  it("passes by one thread, to the next in order of spawning", () => {
    const player = new Player(three);
    const strategy = delay(1, 3 + 3 * EACH);
    const seen = new Set(
      Array.from({ length: 400 }, (_, run) => turnsOf(player.record(strategy, `run.${run}`).steps).join(" ")),
    );
    expect([...seen].sort()).toEqual([
      "main a b c",
      "main a b c a",
      "main a b c b",
      "main a b main c",
      "main a c b",
      "main a main b main c",
      "main b c a",
    ]);
  });

  it("finds with one delay what needs one preemption, after many steps", () => {
    const player = new Player(function* () {
      const x = new AtomicUsize(0, "x");
      yield* spawn(function* () {
        for (let i = 0; i < 40; i++) yield* new AtomicUsize(0, "own").store(i, "Relaxed");
        yield* x.store(1, "Relaxed");
        yield* x.store(0, "Relaxed");
      });
      yield* spawn(function* () {
        assert((yield* x.load("Relaxed")) === 0, "came between");
      });
    });
    // One of the 45 points is the right one.
    expect(player.count(delay(1, 45), 2_000)).toBeGreaterThan(20);
  });

  it.each([
    ["says so", yieldNow],
    ["does not say so", () => new AtomicUsize(0, "own").store(1, "Relaxed")],
  ])("gets through a spin loop that %s", (_how, pause) => {
    const player = new Player(
      function* () {
        const flag = new AtomicBool(false, "flag");
        yield* spawn(() => flag.store(true, "Release"));
        while (!(yield* flag.load("Acquire"))) yield* pause();
      },
      { steps: 1_000 },
    );
    expect(player.count(delay(2, 10), 300)).toBe(0);
  });

  it("lets time pass for those who are passed by", () => {
    const player = new Player(
      function* () {
        const x = new AtomicUsize(0, "x");
        yield* spawn(() => sleep(10), "sleeper");
        for (let i = 0; i < 5; i++) yield* x.store(i, "Relaxed");
      },
      { clock: "anytime" },
    );
    // One for the sleeper to begin, one for the time to pass, one for the sleeper to go on.
    const strategy = delay(3, 7);
    const places = Array.from({ length: 200 }, (_, run) =>
      player.record(strategy, `run.${run}`).steps.findIndex((step) => step.startsWith("sleeper")),
    );
    expect(Math.min(...places)).toBeLessThan(6);
    expect(Math.max(...places)).toBe(6);
  });

  it("passes time by as it does a thread: two delays at one point come back to whoever is alone", () => {
    const alone = { index: 0, ready: true, op: { kind: { yields: false } } };
    const view = { thread: alone, ready: [alone], steps: 1, candidate: () => alone } as unknown as Execution;
    const answers = [1, 2, 3].map((delays) => {
      const strategy = delay(delays, 1);
      strategy.begin("alone");
      return strategy.decide("schedule", 2, view);
    });
    expect(answers).toEqual([1, 0, 1]);
  });

  it.each([0, 101, 1.5])("refuses %d delays", (delays) => {
    expect(() => new DelayStrategy(delays)).toThrow("give a whole number from 1 to 100");
  });
});
