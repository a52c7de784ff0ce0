import { describe, expect, it } from "vitest";
import type { Listener } from "../engine/listener.ts";
import { alloc, type RawPtr } from "../heap/raw-ptr.ts";
import { runClean, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { AtomicPtr } from "./atomic-ptr.ts";

interface Node {
  readonly value: number;
  next: RawPtr<Node> | null;
}

describe("AtomicPtr", () => {
  it("loads, stores, swaps and exchanges pointers, null included", () => {
    runClean(function* () {
      const [a, b] = [alloc("a", "a"), alloc("b", "b")];
      const ptr = new AtomicPtr<string>(null, "ptr");
      expect(yield* ptr.load("Relaxed")).toBeNull();
      yield* ptr.store(a, "Release");
      expect(yield* ptr.load("Acquire")).toBe(a);
      expect(yield* ptr.swap(b, "AcqRel")).toBe(a);
      expect(yield* ptr.compareExchange(a, null, "AcqRel", "Acquire")).toEqual({ ok: false, actual: b });
      expect(yield* ptr.compareExchangeWeak(b, null, "AcqRel", "Acquire")).toEqual({ ok: true, actual: b });
      const updated = yield* ptr.fetchUpdate("AcqRel", "Acquire", (seen) => (seen === null ? a : undefined));
      expect(updated).toEqual({ ok: true, previous: null });
      expect((yield* ptr.fetchUpdate("AcqRel", "Acquire", () => undefined)).ok).toBe(false);
      yield* a.dealloc();
      yield* b.dealloc();
    });
  });

  it("holds identities, not objects, and shows names", () => {
    const told: string[] = [];
    const listener: Listener = {
      onStep: (op, result) => void told.push(`${op.describe()} = ${op.kind.showResult(op, result)}`),
    };
    const execution = runClean(
      function* () {
        const node = alloc("x", "node");
        const ptr = new AtomicPtr<string>(null, "ptr");
        yield* ptr.store(node, "Release");
        expect(ptr.value).toBe(node.id);
        yield* ptr.load("Acquire");
        yield* ptr.compareExchange(null, node, "AcqRel", "Acquire");
        yield* ptr.swap(null, "AcqRel");
        yield* node.dealloc();
      },
      { listeners: [listener] },
    );
    expect(execution.finding).toBeNull();
    expect(told.slice(0, 4)).toEqual([
      "ptr.store(node, Release) = ",
      "ptr.load(Acquire) = node",
      "ptr.compareExchange(null -> node, AcqRel, Acquire) = failed: node",
      "ptr.swap(null, AcqRel) = node",
    ]);
  });

  it("makes a Treiber stack whose pushes are all found, in every schedule", () => {
    const verdict = sweep(function* () {
      const head = new AtomicPtr<Node>(null, "head");
      const push = function* (value: number) {
        const node = alloc<Node>({ value, next: null }, `node ${value}`);
        let seen = yield* head.load("Relaxed");
        for (;;) {
          (yield* node.getMut()).next = seen;
          const swap = yield* head.compareExchangeWeak(seen, node, "Release", "Relaxed");
          if (swap.ok) return;
          seen = swap.actual;
        }
      };
      const left = yield* spawn(() => push(1), "left");
      const right = yield* spawn(() => push(2), "right");
      yield* push(3);
      yield* left.join();
      yield* right.join();
      const found: number[] = [];
      let node = yield* head.load("Acquire");
      while (node !== null) {
        const { value, next } = yield* node.get();
        found.push(value);
        yield* node.dealloc();
        node = next;
      }
      expect(found.sort()).toEqual([1, 2, 3]);
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("publishes what it points to only with Release", () => {
    const publish = (ordering: "Release" | "Relaxed"): readonly string[] =>
      sweep(function* () {
        const ptr = new AtomicPtr<number>(null, "ptr");
        const reader = yield* spawn(function* () {
          const seen = yield* ptr.load("Acquire");
          if (seen !== null) yield* seen.get();
        }, "reader");
        const node = alloc(1, "node");
        yield* ptr.store(node, ordering);
        yield* reader.join();
        yield* node.dealloc();
      }).kinds;
    expect(publish("Release")).toEqual(["clean"]);
    expect(publish("Relaxed")).toEqual(["clean", "data-race"]);
  });
});
