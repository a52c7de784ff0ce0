import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { Execution } from "../engine/execution.ts";
import type { Op } from "../op.ts";
import { RandomStrategy } from "../strategy/random.ts";
import { runClean, runOnce } from "../testing/sweep.ts";
import { currentThread, spawn } from "./spawn.ts";
import { yieldNow } from "./yield-now.ts";

describe("spawn and join", () => {
  it("give back what the body returned, whichever of the two ends first", () => {
    runClean(function* () {
      const quick = yield* spawn(function* () {
        return "quick";
      }, "quick");
      yield* yieldNow();
      expect(yield* quick.join()).toBe("quick");
      expect(yield* quick.join()).toBe("quick");
      const slow = yield* spawn(function* () {
        yield* yieldNow();
        return currentThread().name;
      });
      expect(yield* slow.join()).toBe("thread 0.2");
    });
  });

  it("run a body that is a single step or a plain method, in the new thread", () => {
    runClean(function* () {
      const n = new AtomicUsize(0, "n");
      const adder = yield* spawn(() => n.fetchAdd(2, "Relaxed"), "adder");
      expect(yield* adder.join()).toBe(0);
      expect(n.lastWriter).toBe(adder.thread.index);
      const nested = yield* spawn(() => new AtomicUsize(0).load("Relaxed"), "maker");
      yield* nested.join();
      expect(nested.thread.objectsMade).toBe(1);
    });
  });

  it("end the execution at a thread that waits for itself", () => {
    const found = runOnce(function* () {
      const handles: { join(): Op<unknown> }[] = [];
      const narcissus = yield* spawn(function* () {
        yield* yieldNow();
        yield* (handles[0] as { join(): Op<unknown> }).join();
      }, "narcissus");
      handles.push(narcissus);
      yield* narcissus.join();
    }).finding;
    expect(found?.kind).toBe("deadlock");
    expect(found?.message).toBe('"narcissus" cannot go on: "narcissus" waits for "narcissus" to finish.');
  });

  it("refuse more threads than the bound, and say which bound to raise", () => {
    const model = function* (): Op<void> {
      for (let i = 0; i < 3; i++) yield* spawn(() => yieldNow(), `child ${i}`);
    };
    expect(() => runOnce(model, { bounds: { threads: 3 } })).toThrow(
      'main spawned "child 2" beyond the bound of 3 threads: raise bounds.threads',
    );
    runClean(model, { bounds: { threads: 4 } });
  });
});

describe("identities", () => {
  it("are the same in every interleaving: paths of threads, and objects by their maker", () => {
    const seen = new Set<string>();
    const orders = new Set<string>();
    const execution = new Execution();
    const strategy = new RandomStrategy();
    for (let run = 0; run < 100; run++) {
      const ids: Record<string, string> = {};
      let order = "";
      const note = (what: string, id: string): void => {
        ids[what] = id;
        order += what;
      };
      const parent = (name: string) =>
        function* (): Op<void> {
          note(`${name} cell`, new AtomicUsize(0).id);
          const child = yield* spawn(function* () {
            note(`${name} child`, currentThread().id);
            note(`${name} child cell`, new AtomicUsize(0).id);
          });
          note(`${name} second cell`, new AtomicUsize(0).label);
          yield* child.join();
        };
      strategy.begin(`identities.${run}`);
      execution.run(
        function* () {
          yield* spawn(parent("left"), "left");
          yield* spawn(parent("right"), "right");
        },
        { strategy },
      );
      seen.add(JSON.stringify(Object.entries(ids).sort(([a], [b]) => (a < b ? -1 : 1))));
      orders.add(order);
    }
    expect(orders.size).toBeGreaterThan(3);
    expect([...seen]).toEqual([
      JSON.stringify([
        ["left cell", "0.1.1"],
        ["left child", "0.1.1"],
        ["left child cell", "0.1.1.1"],
        ["left second cell", "atomic 0.1.2"],
        ["right cell", "0.2.1"],
        ["right child", "0.2.1"],
        ["right child cell", "0.2.1.1"],
        ["right second cell", "atomic 0.2.2"],
      ]),
    ]);
  });
});
