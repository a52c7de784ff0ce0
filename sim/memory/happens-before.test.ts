import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { fence } from "../atomic/fence.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Op } from "../op.ts";
import { type Sweep, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";

interface World {
  readonly data: UnsafeCell<number>;
  readonly flag: AtomicUsize;
}

/** Message passing: the writer fills the cell and calls `publish`, the reader reads it if `seen` says so. */
function messagePassing(
  publish: (world: World) => Op<void>,
  seen: (world: World) => Op<boolean>,
  meddle?: (world: World) => Op<void>,
): Sweep {
  let passed = 0;
  const verdict = sweep(function* () {
    const world: World = { data: new UnsafeCell(0, "data"), flag: new AtomicUsize(0, "flag") };
    const writer = yield* spawn(function* () {
      yield* world.data.set(1);
      yield* publish(world);
    }, "writer");
    const meddler = meddle === undefined ? null : yield* spawn(() => meddle(world), "meddler");
    const reader = yield* spawn(function* () {
      if (!(yield* seen(world))) return;
      passed++;
      yield* world.data.get();
    }, "reader");
    yield* writer.join();
    yield* reader.join();
    if (meddler !== null) yield* meddler.join();
  });
  expect(passed).toBeGreaterThan(0);
  return verdict;
}

const racy = ["clean", "data-race"];
const clean = ["clean"];

describe("message passing through a store and a load", () => {
  const cases = [
    ["Release", "Acquire", clean],
    ["SeqCst", "SeqCst", clean],
    ["Relaxed", "Acquire", racy],
    ["Release", "Relaxed", racy],
    ["Relaxed", "Relaxed", racy],
  ] as const;
  it.each(cases)("%s and %s: %j", (store, load, expected) => {
    const verdict = messagePassing(
      ({ flag }) => flag.store(1, store),
      function* ({ flag }) {
        return (yield* flag.load(load)) === 1;
      },
    );
    expect(verdict.kinds).toEqual(expected);
  });
});

describe("message passing through read-modify-writes", () => {
  const cases = [
    ["AcqRel", "AcqRel", clean],
    ["Release", "Acquire", clean],
    ["Acquire", "Acquire", racy],
    ["Release", "Release", racy],
    ["Relaxed", "Relaxed", racy],
  ] as const;
  it.each(cases)("fetchAdd %s and swap %s: %j", (add, swap, expected) => {
    const verdict = messagePassing(
      function* ({ flag }) {
        yield* flag.fetchAdd(1, add);
      },
      function* ({ flag }) {
        return (yield* flag.swap(5, swap)) === 1;
      },
    );
    expect(verdict.kinds).toEqual(expected);
  });

  it("takes the failure ordering where a compare-exchange declines", () => {
    const failing = (failure: "Acquire" | "Relaxed"): readonly string[] =>
      messagePassing(
        ({ flag }) => flag.store(1, "Release"),
        function* ({ flag }) {
          return (yield* flag.compareExchange(7, 8, "AcqRel", failure)).actual === 1;
        },
      ).kinds;
    expect(failing("Acquire")).toEqual(clean);
    expect(failing("Relaxed")).toEqual(racy);
  });
});

describe("release sequences", () => {
  const readerOf = (value: number) =>
    function* ({ flag }: World): Op<boolean> {
      return (yield* flag.load("Acquire")) === value;
    };

  it("go on through a relaxed read-modify-write of another thread", () => {
    const verdict = messagePassing(
      ({ flag }) => flag.store(1, "Release"),
      readerOf(11),
      function* ({ flag }) {
        yield* flag.fetchUpdate("Relaxed", "Relaxed", (seen) => (seen === 1 ? 11 : undefined));
      },
    );
    expect(verdict.kinds).toEqual(clean);
  });

  it("end at a relaxed store of another thread", () => {
    const verdict = messagePassing(
      ({ flag }) => flag.store(1, "Release"),
      readerOf(11),
      function* ({ flag }) {
        if ((yield* flag.load("Relaxed")) === 1) yield* flag.store(11, "Relaxed");
      },
    );
    expect(verdict.kinds).toEqual(racy);
  });

  it("end at a later relaxed store of the same thread, as since C++20", () => {
    const verdict = messagePassing(function* ({ flag }) {
      yield* flag.store(1, "Release");
      yield* flag.store(2, "Relaxed");
    }, readerOf(2));
    expect(verdict.kinds).toEqual(racy);
  });
});

describe("fences", () => {
  type Strength = "Acquire" | "Release" | "AcqRel" | "SeqCst";
  const through = (before: Strength | null, after: Strength | null): readonly string[] =>
    messagePassing(
      function* ({ flag }) {
        if (before !== null) yield* fence(before);
        yield* flag.store(1, "Relaxed");
      },
      function* ({ flag }) {
        const seen = yield* flag.load("Relaxed");
        if (after !== null) yield* fence(after);
        return seen === 1;
      },
    ).kinds;

  it.each([
    ["Release", "Acquire", clean],
    ["AcqRel", "AcqRel", clean],
    ["SeqCst", "SeqCst", clean],
    ["Release", null, racy],
    [null, "Acquire", racy],
    ["Acquire", "Acquire", racy],
    ["Release", "Release", racy],
  ] as const)("%s before the store and %s after the load: %j", (before, after, expected) => {
    expect(through(before, after)).toEqual(expected);
  });

  it("do not reach back: what is written after a release fence is not covered by it", () => {
    const verdict = messagePassing(
      function* ({ data, flag }) {
        yield* fence("Release");
        yield* data.set(2);
        yield* flag.store(1, "Relaxed");
      },
      function* ({ flag }) {
        return (yield* flag.load("Acquire")) === 1;
      },
    );
    expect(verdict.kinds).toEqual(racy);
  });
});

describe("threads", () => {
  it("see what was done before they were spawned, and are seen by whoever joins them", () => {
    const verdict = sweep(function* () {
      const data = new UnsafeCell(0, "data");
      yield* data.set(1);
      const child = yield* spawn(() => data.set(2), "child");
      yield* child.join();
      yield* data.set(3);
    });
    expect(verdict.kinds).toEqual(clean);
  });

  it("race with what the parent does after spawning", () => {
    const verdict = sweep(function* () {
      const data = new UnsafeCell(0, "data");
      yield* spawn(() => data.set(2), "child");
      yield* data.set(1);
    });
    expect(verdict.kinds).toEqual(["data-race"]);
  });
});
