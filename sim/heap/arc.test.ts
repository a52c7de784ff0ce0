import { describe, expect, it } from "vitest";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Op } from "../op.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { Arc, type Weak } from "./arc.ts";
import { Owned } from "./owned.ts";
import { alloc } from "./raw-ptr.ts";

/** Content that sees that it is dropped exactly once. */
class Content extends Owned {
  readonly sort = "content";
  readonly cell = new UnsafeCell(0, "cell");

  constructor() {
    super("content");
  }

  *drop(): Op<void> {
    this.consume("dropped");
    yield* this.cell.set(-1);
  }
}

const kindOf = (model: () => Op<unknown>) => runOnce(model).finding?.kind ?? "clean";

describe("Arc", () => {
  it("counts its references and drops the value with the last one", () => {
    const counts: number[] = [];
    runClean(function* () {
      const arc = new Arc(new Content(), "arc");
      const other = yield* arc.clone();
      counts.push(yield* arc.strongCount());
      expect(arc.ptrEq(other)).toBe(true);
      expect(yield* arc.get()).toBe(yield* other.get());
      const { consumed } = arc.peek();
      yield* arc.drop();
      counts.push(yield* other.strongCount());
      expect(consumed || other.peek().consumed).toBe(false);
      const content = other.peek();
      yield* other.drop();
      expect(content.consumed).toBe(true);
    });
    expect(counts).toEqual([2, 1]);
  });

  it("is sound where threads use, clone and drop it: no race, no leak, one drop", () => {
    const verdict = sweep(function* () {
      const arc = new Arc(new Content(), "arc");
      const user = (mine: Arc<Content>) =>
        function* (): Op<void> {
          const copy = yield* mine.clone();
          yield* (yield* copy.get()).cell.get();
          yield* copy.drop();
          yield* mine.drop();
        };
      yield* spawn(user(yield* arc.clone()), "left");
      yield* spawn(user(yield* arc.clone()), "right");
      yield* arc.drop();
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("finds a reference too few: the value is dropped under its user", () => {
    const verdict = sweep(function* () {
      const pointer = new Arc(new Content(), "arc").intoRaw();
      const one = Arc.fromRaw(pointer);
      const stolen = Arc.fromRaw(pointer);
      yield* spawn(() => stolen.drop(), "thief");
      yield* one.drop();
    });
    expect(verdict.kinds).not.toContain("clean");
    expect(["use-after-free", "refcount"]).toContain(verdict.finding?.kind);
  });

  it("finds a reference too many", () => {
    const found = runOnce(function* () {
      const arc = new Arc(1, "arc");
      yield* arc.clone();
      yield* arc.drop();
    }).finding;
    expect(found?.kind).toBe("leak");
    expect(found?.message).toBe('arc, made by "main", was never dropped.');
  });

  it("finds the second drop and the use after a drop", () => {
    const ending = (then: (arc: Arc<number>) => Op<unknown>) =>
      kindOf(function* () {
        const arc = new Arc(1);
        yield* arc.drop();
        yield* then(arc);
      });
    expect(ending((arc) => arc.drop())).toBe("double-free");
    expect(ending((arc) => arc.clone())).toBe("use-after-move");
  });

  it("gives the value to change only while there is no other reference", () => {
    const got: (number | null)[] = [];
    runClean(function* () {
      const arc = new Arc(7);
      got.push(yield* arc.getMut());
      const weak = yield* arc.downgrade();
      got.push(yield* arc.getMut());
      yield* weak.drop();
      const other = yield* arc.clone();
      got.push(yield* arc.getMut());
      yield* other.drop();
      got.push(yield* arc.intoInner());
    });
    expect(got).toEqual([7, null, null, 7]);
  });

  it("changes hands through raw pointers and explicit counts", () => {
    runClean(function* () {
      const pointer = new Arc(1, "arc").intoRaw();
      yield* Arc.incrementStrongCount(pointer);
      const arc = Arc.fromRaw(pointer);
      expect(arc.asPtr()).toBe(pointer);
      yield* Arc.decrementStrongCount(pointer);
      yield* arc.drop();
      expect(pointer.freed).toBe(true);
    });
    const leaked = runOnce(function* () {
      new Arc(1, "arc").intoRaw();
    }).finding;
    expect(leaked?.message).toBe('arc, made by "main", was never freed.');
  });

  it("refuses a pointer that came from no arc", () => {
    const model = function* (): Op<void> {
      Arc.fromRaw(alloc(1, "node"));
    };
    expect(() => runOnce(model)).toThrow("node was not made by Arc.intoRaw");
  });

  it("drops its value after all uses of it by other threads", () => {
    // The drop of the content writes the cell that the others have read.
    const verdict = sweep(function* () {
      const arc = new Arc(new Content());
      for (const name of ["left", "right"]) {
        const mine = yield* arc.clone();
        yield* spawn(function* () {
          yield* (yield* mine.get()).cell.get();
          yield* mine.drop();
        }, name);
      }
      yield* arc.drop();
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });
});

describe("Weak", () => {
  it("upgrades while the value lives and not afterwards", () => {
    runClean(function* () {
      const arc = new Arc(7, "arc");
      const weak = yield* arc.downgrade();
      const copy = yield* weak.clone();
      expect(weak.ptrEq(copy)).toBe(true);
      expect(yield* arc.weakCount()).toBe(2);
      const up = (yield* weak.upgrade()) as Arc<number>;
      expect(yield* up.get()).toBe(7);
      yield* up.drop();
      yield* arc.drop();
      expect(yield* weak.upgrade()).toBeNull();
      yield* weak.drop();
      yield* copy.drop();
    });
  });

  it("keeps the memory, but not the value", () => {
    runClean(function* () {
      const arc = new Arc(new Content(), "arc");
      const content = arc.peek();
      const pointer = arc.asPtr();
      const weak = yield* arc.downgrade();
      yield* arc.drop();
      expect([content.consumed, pointer.freed]).toEqual([true, false]);
      yield* weak.drop();
      expect(pointer.freed).toBe(true);
    });
  });

  it("races its upgrade with the last drop: the upgrade gets the value whole, or nothing", () => {
    const outcomes = new Set<string>();
    const verdict = sweep(function* () {
      const arc = new Arc(new Content(), "arc");
      const weak = yield* arc.downgrade();
      const upgrader = function* (mine: Weak<Content>): Op<void> {
        const up = yield* mine.upgrade();
        outcomes.add(up === null ? "nothing" : "value");
        if (up !== null) {
          yield* (yield* up.get()).cell.get();
          yield* up.drop();
        }
        yield* mine.drop();
      };
      yield* spawn(() => upgrader(weak), "upgrader");
      yield* arc.drop();
    });
    expect(verdict.kinds).toEqual(["clean"]);
    expect(outcomes).toEqual(new Set(["nothing", "value"]));
  });
});
