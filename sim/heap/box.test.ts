import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Op } from "../op.ts";
import { catchUnwind } from "../panic/catch-unwind.ts";
import { panic } from "../panic/panic.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { Box } from "./box.ts";
import { alloc } from "./raw-ptr.ts";

const kindOf = (model: () => Op<unknown>) => runOnce(model).finding?.kind ?? "clean";

class Noisy {
  drops = 0;
  private readonly panics: boolean;

  constructor(panics = false) {
    this.panics = panics;
  }

  *drop(): Op<void> {
    this.drops++;
    if (this.panics) panic("drop");
  }
}

describe("Box", () => {
  it("gives access to its content and drops it once", () => {
    const noisy = new Noisy();
    const seen: unknown[] = [];
    runClean(function* () {
      const box = new Box(noisy, "box");
      seen.push(yield* box.get(), yield* box.getMut(), yield* box.replace(noisy), box.peek());
      yield* box.drop();
    });
    expect(seen).toEqual([noisy, noisy, noisy, noisy]);
    expect(noisy.drops).toBe(1);
  });

  it("moves its content out without dropping it", () => {
    const noisy = new Noisy();
    runClean(function* () {
      expect(yield* new Box(noisy).intoInner()).toBe(noisy);
    });
    expect(noisy.drops).toBe(0);
  });

  it("leaks once, not once more for its memory", () => {
    const found = runOnce(function* () {
      new Box(1, "box");
    }).finding;
    expect(found?.kind).toBe("leak");
    expect(found?.message).toBe('box, made by "main", was never dropped.');
  });

  it("hands the duty to free to the raw pointer, and takes it back", () => {
    const leaked = runOnce(function* () {
      new Box(1, "box").intoRaw();
    }).finding;
    expect(leaked?.message).toBe('box, made by "main", was never freed.');
    runClean(function* () {
      const again = Box.fromRaw(new Box(1, "box").intoRaw());
      expect(again.label).toBe("box");
      yield* again.drop();
    });
  });

  it("may leak on purpose", () => {
    runClean(function* () {
      const pointer = new Box(5).leak();
      expect(yield* pointer.get()).toBe(5);
    });
  });

  it("finds uses after it was dropped or moved, and the second drop", () => {
    const ending = (end: (box: Box<number>) => Op<unknown>, then: (box: Box<number>) => Op<unknown>) =>
      kindOf(function* () {
        const box = new Box(1);
        yield* end(box);
        yield* then(box);
      });
    const drop = (box: Box<number>): Op<void> => box.drop();
    const intoRaw = function* (box: Box<number>): Op<void> {
      box.intoRaw();
    };
    expect(ending(drop, (box) => box.get())).toBe("use-after-move");
    expect(ending(intoRaw, (box) => box.getMut())).toBe("use-after-move");
    expect(ending(intoRaw, drop)).toBe("use-after-move");
    expect(ending(drop, drop)).toBe("double-free");
  });

  it("finds two boxes made of one pointer", () => {
    const found = runOnce(function* () {
      const pointer = new Box(1, "node").intoRaw();
      const one = Box.fromRaw(pointer);
      const other = Box.fromRaw(pointer);
      yield* one.drop();
      yield* other.drop();
    }).finding;
    expect(found?.kind).toBe("double-free");
    expect(found?.message).toBe('"main" frees node (dealloc), which "main" freed before.');
  });

  it("frees its memory though the drop of the content panics", () => {
    const noisy = new Noisy(true);
    runClean(function* () {
      const caught = yield* catchUnwind(() => new Box(noisy).drop());
      expect(caught.ok).toBe(false);
    });
    expect(noisy.drops).toBe(1);
  });
});

describe("a raw allocation", () => {
  it("is read and written through its pointer until it is freed", () => {
    const seen: number[] = [];
    runClean(function* () {
      const pointer = alloc(1, "node");
      seen.push(yield* pointer.get());
      yield* pointer.set(2);
      seen.push(yield* pointer.replace(3), yield* pointer.getMut());
      yield* pointer.dealloc();
      expect(pointer.freed).toBe(true);
    });
    expect(seen).toEqual([1, 2, 3]);
  });

  it("that is never freed is a leak", () => {
    expect(
      kindOf(function* () {
        alloc(1);
      }),
    ).toBe("leak");
  });

  it("finds accesses after the free, and the second free, with both places on a replay", () => {
    const found = runOnce(
      function* () {
        const pointer = alloc(1, "node");
        yield* pointer.dealloc();
        yield* pointer.get();
      },
      { places: true },
    ).finding;
    expect(found?.kind).toBe("use-after-free");
    expect(found?.message).toBe('"main" accesses node (get), which "main" freed before.');
    expect(found?.details[0]).toMatch(/node was made by "main" at sim\/heap\/box\.test\.ts:\d+:\d+$/);
    expect(found?.details[1]).toMatch(/it was freed by "main" at sim\/heap\/box\.test\.ts:\d+:\d+$/);
    const twice = function* (): Op<void> {
      const pointer = alloc(1);
      yield* pointer.dealloc();
      yield* pointer.dealloc();
    };
    expect(kindOf(twice)).toBe("double-free");
  });

  it("that is freed too early is a race or a use after free, under every schedule", () => {
    const verdict = sweep(function* () {
      const pointer = alloc(1, "node");
      const reader = yield* spawn(() => pointer.get(), "reader");
      yield* yieldNow();
      yield* pointer.dealloc();
      yield* reader.join();
    });
    expect(verdict.kinds).toEqual(["data-race", "use-after-free"]);
  });

  it("counts its free as a write: it must be ordered after the last read", () => {
    const handOver = (store: "Release" | "Relaxed"): readonly string[] =>
      sweep(function* () {
        const pointer = alloc(1, "node");
        const done = new AtomicUsize(0, "done");
        const reader = yield* spawn(function* () {
          yield* pointer.get();
          yield* done.store(1, store);
        }, "reader");
        if ((yield* done.load("Acquire")) === 0) {
          yield* reader.join();
        }
        yield* pointer.dealloc();
      }).kinds;
    expect(handOver("Release")).toEqual(["clean"]);
    expect(handOver("Relaxed")).toEqual(["clean", "data-race"]);
  });
});
