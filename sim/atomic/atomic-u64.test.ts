import { describe, expect, it } from "vitest";
import { runClean, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { AtomicU64 } from "./atomic-u64.ts";

const MAX = 0xffff_ffff_ffff_ffffn;

describe("AtomicU64", () => {
  it("gives back the value before from every fetch operation, beyond 32 and 53 bits", () => {
    const seen: bigint[] = [];
    runClean(function* () {
      const n = new AtomicU64(1n << 60n, "n");
      seen.push(yield* n.fetchAdd(1n, "Relaxed"));
      seen.push(yield* n.fetchSub(1n, "Relaxed"));
      seen.push(yield* n.fetchOr(1n << 33n, "Relaxed"));
      seen.push(yield* n.fetchAnd(1n << 33n, "Relaxed"));
      seen.push(yield* n.fetchXor(MAX, "Relaxed"));
      seen.push(yield* n.swap(5n, "AcqRel"), yield* n.load("SeqCst"));
    });
    const high = 1n << 60n;
    expect(seen).toEqual([high, high + 1n, high, high | (1n << 33n), 1n << 33n, MAX ^ (1n << 33n), 5n]);
  });

  it("wraps at 64 bits, both ways", () => {
    const seen: bigint[] = [];
    runClean(function* () {
      const n = new AtomicU64(0n, "n");
      yield* n.fetchSub(1n, "Relaxed");
      seen.push(yield* n.load("Relaxed"));
      yield* n.fetchAdd(2n, "Relaxed");
      seen.push(yield* n.load("Relaxed"));
      yield* n.store(-2n, "Relaxed");
      seen.push(yield* n.load("Relaxed"), new AtomicU64(MAX + 4n).value as bigint);
    });
    expect(seen).toEqual([MAX, 1n, MAX - 1n, 3n]);
  });

  it("compares by value: two halves that are the same are exchanged", () => {
    const said: unknown[] = [];
    runClean(function* () {
      const n = new AtomicU64((7n << 32n) | 3n, "n");
      const equal = (BigInt(7) << 32n) | BigInt(3);
      said.push(yield* n.compareExchange(3n, 0n, "AcqRel", "Acquire"));
      said.push((yield* n.compareExchange(equal, 1n, "AcqRel", "Acquire")).ok);
    });
    expect(said).toEqual([{ ok: false, actual: (7n << 32n) | 3n }, true]);
  });

  it("loses no increment of a loop", () => {
    const totals = new Set<bigint>();
    const verdict = sweep(function* () {
      const n = new AtomicU64(MAX, "n");
      const bump = () => n.fetchUpdate("AcqRel", "Acquire", (seen) => seen + 1n);
      const left = yield* spawn(bump, "left");
      yield* bump();
      yield* left.join();
      totals.add(yield* n.load("Relaxed"));
    });
    expect(verdict.kinds).toEqual(["clean"]);
    expect([...totals]).toEqual([1n]);
  });
});
