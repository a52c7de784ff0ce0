import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import { assert } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { random } from "../thread/random.ts";
import { spawn } from "../thread/spawn.ts";
import { profileOf } from "./testing/profile-of.ts";

function* model(): Op<void> {
  const shared = new AtomicUsize(0, "shared");
  const read = new AtomicUsize(0, "only read");
  const cell = new UnsafeCell(0, "cell");
  yield* shared.store(1, "Relaxed");
  const child = yield* spawn(function* () {
    yield* new AtomicUsize(0, "own").store(1, "Relaxed");
    yield* read.load("Relaxed");
    yield* shared.store(2, "Release");
    yield* spawn(() => read.load("Relaxed"), "grandchild");
  }, "child");
  yield* shared.load("Acquire");
  yield* child.join();
  yield* cell.set(1);
  yield* shared.load("Relaxed");
}

describe("a profile", () => {
  const profile = profileOf(model);

  it("counts steps by spawn signature, and those before which others may go", () => {
    expect(profile.steps).toBe(11);
    expect(profile.threads).toBe(3);
    expect(Object.fromEntries(profile.byThread)).toEqual({
      "0": { steps: 6, switching: 5 },
      "0.1": { steps: 4, switching: 4 },
      "0.1.1": { steps: 1, switching: 1 },
    });
  });

  it("lists what several threads touched and one wrote, from the first spawn on", () => {
    const shared = profile.shared.map(({ sort, id, accesses }) => ({
      sort,
      id,
      accesses: Object.fromEntries(accesses),
    }));
    expect(shared).toEqual([{ sort: "atomic", id: "0.1", accesses: { "0": 2, "0.1": 1 } }]);
  });

  it("averages over the runs that came to their end, where there are any", () => {
    const sometimes = profileOf(function* () {
      yield* new AtomicUsize(0, "x").load("Relaxed");
      assert(random(2) === 0, "heads");
      yield* new AtomicUsize(0, "y").load("Relaxed");
    }, 20);
    expect(sometimes.byThread.get("0")).toEqual({ steps: 2, switching: 2 });
    const never = profileOf(function* () {
      yield* new AtomicUsize(0, "x").load("Relaxed");
      assert(false, "never");
    });
    expect(never.byThread.get("0")).toEqual({ steps: 1, switching: 1 });
  });
});
