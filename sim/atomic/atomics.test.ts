import { describe, expect, it } from "vitest";
import { runClean, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { AtomicBool } from "./atomic-bool.ts";
import { AtomicUsize } from "./atomic-usize.ts";

describe("AtomicUsize", () => {
  it("loads, stores and swaps", () => {
    const seen: number[] = [];
    runClean(function* () {
      const n = new AtomicUsize(1, "n");
      seen.push(yield* n.load("Acquire"));
      yield* n.store(2, "Release");
      seen.push(yield* n.swap(3, "AcqRel"), yield* n.load("SeqCst"));
    });
    expect(seen).toEqual([1, 2, 3]);
  });

  it("gives back the value before from every fetch operation", () => {
    const seen: number[] = [];
    runClean(function* () {
      const n = new AtomicUsize(0b1100, "n");
      seen.push(yield* n.fetchAdd(1, "Relaxed"));
      seen.push(yield* n.fetchSub(1, "Relaxed"));
      seen.push(yield* n.fetchOr(0b0011, "Relaxed"));
      seen.push(yield* n.fetchAnd(0b0110, "Relaxed"));
      seen.push(yield* n.fetchXor(0b1111, "Relaxed"));
      seen.push(yield* n.load("Relaxed"));
    });
    expect(seen).toEqual([0b1100, 0b1101, 0b1100, 0b1111, 0b0110, 0b1001]);
  });

  it("wraps at 32 bits, both ways, and keeps the sign bit unsigned", () => {
    const seen: number[] = [];
    runClean(function* () {
      const n = new AtomicUsize(0, "n");
      yield* n.fetchSub(1, "Relaxed");
      seen.push(yield* n.load("Relaxed"));
      yield* n.fetchAdd(2, "Relaxed");
      seen.push(yield* n.load("Relaxed"));
      yield* n.fetchOr(0x8000_0000, "Relaxed");
      seen.push(yield* n.load("Relaxed"));
      yield* n.fetchXor(-1, "Relaxed");
      seen.push(yield* n.load("Relaxed"));
      yield* n.store(2 ** 32 + 5, "Relaxed");
      seen.push(yield* n.load("Relaxed"));
    });
    expect(seen).toEqual([0xffff_ffff, 1, 0x8000_0001, 0x7fff_fffe, 5]);
  });

  it("exchanges only what was expected, and says what it found", () => {
    const said: unknown[] = [];
    runClean(function* () {
      const n = new AtomicUsize(1, "n");
      said.push(yield* n.compareExchange(2, 3, "AcqRel", "Acquire"));
      said.push(yield* n.compareExchange(1, 3, "AcqRel", "Acquire"));
      said.push(yield* n.compareExchangeWeak(3, 4, "AcqRel", "Acquire"));
      said.push(yield* n.load("Relaxed"));
    });
    expect(said).toEqual([{ ok: false, actual: 1 }, { ok: true, actual: 1 }, { ok: true, actual: 3 }, 4]);
  });

  it("updates in a loop that loses no increment, and declines where told to", () => {
    const totals = new Set<number>();
    const verdict = sweep(function* () {
      const n = new AtomicUsize(0, "n");
      const bump = function* () {
        yield* n.fetchUpdate("AcqRel", "Acquire", (seen) => seen + 1);
      };
      const left = yield* spawn(bump, "left");
      const right = yield* spawn(bump, "right");
      yield* left.join();
      yield* right.join();
      const declined = yield* n.fetchUpdate("AcqRel", "Acquire", () => undefined);
      expect(declined).toEqual({ ok: false, previous: 2 });
      totals.add(yield* n.load("Relaxed"));
    });
    expect(verdict.kinds).toEqual(["clean"]);
    expect([...totals]).toEqual([2]);
  });

  it("loses an increment where load and store are apart, but only under some schedules", () => {
    const totals = new Set<number>();
    sweep(function* () {
      const n = new AtomicUsize(0, "n");
      const bump = function* () {
        const seen = yield* n.load("Relaxed");
        yield* n.store(seen + 1, "Relaxed");
      };
      const left = yield* spawn(bump, "left");
      yield* bump();
      yield* left.join();
      totals.add(yield* n.load("Relaxed"));
    });
    expect([...totals].sort()).toEqual([1, 2]);
  });
});

describe("a weak compare-exchange", () => {
  const attempts = (weak: boolean, spurious: number): Set<boolean> => {
    const outcomes = new Set<boolean>();
    sweep(
      function* () {
        const n = new AtomicUsize(0, "n");
        const swap = weak
          ? yield* n.compareExchangeWeak(0, 1, "AcqRel", "Acquire")
          : yield* n.compareExchange(0, 1, "AcqRel", "Acquire");
        outcomes.add(swap.ok);
        if (!swap.ok) expect(swap.actual).toBe(0);
      },
      { bounds: { spurious } },
    );
    return outcomes;
  };

  it("fails spuriously under some seeds, and then says that it found what was expected", () => {
    expect(attempts(true, 1)).toEqual(new Set([true, false]));
  });

  it("never fails spuriously beyond the budget, nor does the strong one ever", () => {
    expect(attempts(true, 0)).toEqual(new Set([true]));
    expect(attempts(false, 3)).toEqual(new Set([true]));
  });
});

describe("AtomicBool", () => {
  it("has the logical operations and gives back the value before", () => {
    const seen: boolean[] = [];
    runClean(function* () {
      const flag = new AtomicBool(false, "flag");
      seen.push(yield* flag.fetchOr(true, "Relaxed"));
      seen.push(yield* flag.fetchAnd(false, "Relaxed"));
      seen.push(yield* flag.fetchXor(true, "Relaxed"));
      seen.push(yield* flag.swap(false, "AcqRel"));
      seen.push((yield* flag.compareExchange(false, true, "AcqRel", "Acquire")).ok);
      seen.push(yield* flag.load("Relaxed"));
    });
    expect(seen).toEqual([false, true, false, true, true, true]);
  });
});
