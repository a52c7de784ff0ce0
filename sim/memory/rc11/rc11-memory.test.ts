import { describe, expect, it } from "vitest";
import { fence } from "../../atomic/fence.ts";
import { type Body, outcomes } from "../../testing/outcomes.ts";
import type { LoadOrdering, StoreOrdering } from "../ordering.ts";

type Name = "x" | "y" | "z";

const write = (...stores: (readonly [Name, number, StoreOrdering])[]): Body =>
  function* (world) {
    for (const [name, value, ordering] of stores) yield* world[name].store(value, ordering);
  };

/** Each is seen under the name that stands first. */
const read = (...loads: (readonly [string, Name, LoadOrdering])[]): Body =>
  function* (world) {
    for (const [seen, name, ordering] of loads) world.see(seen, yield* world[name].load(ordering));
  };

const fenced = (first: Body, ordering: "Acquire" | "Release" | "AcqRel" | "SeqCst", second: Body): Body =>
  function* (world) {
    yield* first(world);
    yield* fence(ordering);
    yield* second(world);
  };

describe("message passing", () => {
  const passing = (store: StoreOrdering, load: LoadOrdering): readonly string[] =>
    outcomes([write(["x", 1, "Relaxed"], ["y", 1, store]), read(["a", "y", load], ["b", "x", "Relaxed"])]);

  it("through a release store and an acquire load never shows the flag without the data", () => {
    expect(passing("Release", "Acquire")).toEqual(["a=0 b=0", "a=0 b=1", "a=1 b=1"]);
    expect(passing("SeqCst", "SeqCst")).toEqual(["a=0 b=0", "a=0 b=1", "a=1 b=1"]);
  });

  it.each([
    ["Relaxed", "Relaxed"],
    ["Release", "Relaxed"],
    ["Relaxed", "Acquire"],
  ] as const)("through %s and %s shows it sometimes", (store, load) => {
    expect(passing(store, load)).toContain("a=1 b=0");
  });

  it("under sc always works, whatever the orderings", () => {
    const bodies = [
      write(["x", 1, "Relaxed"], ["y", 1, "Relaxed"]),
      read(["a", "y", "Relaxed"], ["b", "x", "Relaxed"]),
    ];
    expect(outcomes(bodies, "sc")).not.toContain("a=1 b=0");
  });

  it("works through fences on the right side of relaxed accesses, and not on the wrong one", () => {
    const [data, flag] = [write(["x", 1, "Relaxed"]), write(["y", 1, "Relaxed"])];
    const [see, check] = [read(["a", "y", "Relaxed"]), read(["b", "x", "Relaxed"])];
    const [nothing, both] = [write(), read(["a", "y", "Relaxed"], ["b", "x", "Relaxed"])];
    const publisher = fenced(data, "Release", flag);
    expect(outcomes([publisher, fenced(see, "Acquire", check)])).not.toContain("a=1 b=0");
    expect(outcomes([publisher, fenced(nothing, "Acquire", both)])).toContain("a=1 b=0");
    const late = fenced(write(["x", 1, "Relaxed"], ["y", 1, "Relaxed"]), "Release", nothing);
    expect(outcomes([late, fenced(see, "Acquire", check)])).toContain("a=1 b=0");
  });

  it("reaches whoever learns of it from another", () => {
    const middle: Body = function* ({ y, z, see }) {
      see("a", yield* y.load("Acquire"));
      yield* z.store(1, "Release");
    };
    const first = write(["x", 1, "Relaxed"], ["y", 1, "Release"]);
    const shown = outcomes([first, middle, read(["b", "z", "Acquire"], ["c", "x", "Relaxed"])]);
    expect(shown).not.toContain("a=1 b=1 c=0");
    expect(shown).toContain("a=0 b=1 c=0");
  });
});

describe("a release sequence", () => {
  const first = write(["x", 1, "Relaxed"], ["y", 1, "Release"]);
  const last = read(["a", "y", "Acquire"], ["c", "x", "Relaxed"]);

  it("goes on through relaxed read-modify-writes of other threads", () => {
    const bump: Body = function* ({ y, see }) {
      see("b", yield* y.fetchAdd(1, "Relaxed"));
    };
    const shown = outcomes([first, bump, last]);
    expect(shown).toContain("a=2 b=1 c=1");
    expect(shown).not.toContain("a=2 b=1 c=0");
    // Here the read-modify-write came first and carried nothing.
    expect(shown).toContain("a=1 b=0 c=0");
  });

  it("ends at a plain store, also of the same thread, as since C++20", () => {
    const again = write(["x", 1, "Relaxed"], ["y", 1, "Release"], ["y", 2, "Relaxed"]);
    expect(outcomes([again, last])).toContain("a=2 c=0");
  });

  it("is not lengthened by a read-modify-write that read the store before", () => {
    const bump: Body = function* ({ y, see }) {
      see("b", yield* y.swap(5, "Relaxed"));
    };
    expect(outcomes([first, bump, last])).toContain("a=5 b=0 c=0");
  });
});

describe("coherence", () => {
  it("never lets a thread read backwards", () => {
    const writer = write(["x", 1, "Relaxed"], ["x", 2, "Relaxed"]);
    const shown = outcomes([writer, read(["a", "x", "Relaxed"], ["b", "x", "Relaxed"])]);
    expect(shown).toEqual(["a=0 b=0", "a=0 b=1", "a=0 b=2", "a=1 b=1", "a=1 b=2", "a=2 b=2"]);
  });

  it("never lets two readers see two stores in opposite orders", () => {
    const reader = (...names: readonly [string, string]) =>
      read([names[0], "x", "Relaxed"], [names[1], "x", "Relaxed"]);
    const writers = [write(["x", 1, "Relaxed"]), write(["x", 2, "Relaxed"])];
    const shown = outcomes([...writers, reader("a", "b"), reader("c", "d")]);
    expect(shown).not.toContain("a=1 b=2 c=2 d=1");
    expect(shown).toContain("a=1 b=2 c=1 d=2");
  });

  it("never lets a thread read behind its own store, nor write behind what it has read", () => {
    const own: Body = function* ({ x, see }) {
      yield* x.store(1, "Relaxed");
      see("a", yield* x.load("Relaxed"));
    };
    expect(outcomes([own])).toEqual(["a=1"]);
    const behind: Body = function* ({ x, see }) {
      see("a", yield* x.load("Relaxed"));
      yield* x.store(1, "Relaxed");
    };
    expect(outcomes([behind, write(["x", 2, "Relaxed"])], "rc11", ["x"])).toEqual(["a=0 x=1", "a=0 x=2", "a=2 x=1"]);
  });

  it("binds a store to what its thread learnt by acquiring", () => {
    const bodies = (store: StoreOrdering): Body[] => [
      write(["x", 2, "Relaxed"], ["y", 1, store]),
      function* ({ x, y, see }) {
        see("a", yield* y.load("Acquire"));
        yield* x.store(1, "Relaxed");
      },
    ];
    expect(outcomes(bodies("Release"), "rc11", ["x"])).not.toContain("a=1 x=2");
    expect(outcomes(bodies("Relaxed"), "rc11", ["x"])).toContain("a=1 x=2");
  });

  it("lets both locations keep what was written first in time (2+2W)", () => {
    const bodies = (ordering: StoreOrdering): Body[] => [
      write(["x", 1, ordering], ["y", 2, ordering]),
      write(["y", 1, ordering], ["x", 2, ordering]),
    ];
    for (const ordering of ["Relaxed", "Release"] as const) {
      expect(outcomes(bodies(ordering), "rc11", ["x", "y"])).toContain("x=1 y=1");
    }
    expect(outcomes(bodies("SeqCst"), "rc11", ["x", "y"])).not.toContain("x=1 y=1");
  });
});

describe("a read-modify-write", () => {
  const bump = (name: string): Body =>
    function* ({ x, see }) {
      see(name, yield* x.fetchAdd(1, "Relaxed"));
    };

  it("never loses another, however relaxed", () => {
    expect(outcomes([bump("a"), bump("b"), bump("c")], "rc11", ["x"])).toEqual([
      "a=0 b=1 c=2 x=3",
      "a=0 b=2 c=1 x=3",
      "a=1 b=0 c=2 x=3",
      "a=1 b=2 c=0 x=3",
      "a=2 b=0 c=1 x=3",
      "a=2 b=1 c=0 x=3",
    ]);
  });

  it("may go between two stores, and no store goes between it and what it read", () => {
    const shown = outcomes([bump("a"), write(["x", 10, "Relaxed"])], "rc11", ["x"]);
    expect(shown).toEqual(["a=0 x=10", "a=10 x=11"]);
  });

  it("that declines is a load, and may be stale", () => {
    const failing: Body = function* ({ x, y, see }) {
      see("a", yield* y.load("Relaxed"));
      see("b", (yield* x.compareExchange(9, 5, "AcqRel", "Relaxed")).actual);
    };
    const shown = outcomes([write(["x", 1, "Relaxed"], ["y", 1, "Relaxed"]), failing], "rc11", ["x"]);
    expect(shown).toContain("a=1 b=0 x=1");
    expect(shown).not.toContain("a=1 b=0 x=5");
  });

  it("takes the failure ordering where it declines, for what it may see and for what it learns", () => {
    const failing = (failure: LoadOrdering): Body =>
      function* ({ x, y, see }) {
        see("a", (yield* y.compareExchange(9, 5, "SeqCst", failure)).actual);
        see("b", yield* x.load("Relaxed"));
      };
    const writer = write(["x", 1, "Relaxed"], ["y", 1, "Release"]);
    expect(outcomes([writer, failing("Relaxed")])).toContain("a=1 b=0");
    expect(outcomes([writer, failing("Acquire")])).not.toContain("a=1 b=0");
  });
});

describe("store buffering", () => {
  const crossed = (store: StoreOrdering, load: LoadOrdering): readonly string[] =>
    outcomes([
      function* ({ x, y, see }) {
        yield* x.store(1, store);
        see("a", yield* y.load(load));
      },
      function* ({ x, y, see }) {
        yield* y.store(1, store);
        see("b", yield* x.load(load));
      },
    ]);

  it("is hidden by SeqCst on all four accesses, and by nothing less", () => {
    expect(crossed("SeqCst", "SeqCst")).toEqual(["a=0 b=1", "a=1 b=0", "a=1 b=1"]);
    expect(crossed("Release", "Acquire")).toContain("a=0 b=0");
    expect(crossed("SeqCst", "Acquire")).toContain("a=0 b=0");
    expect(crossed("Release", "SeqCst")).toContain("a=0 b=0");
  });

  it("is hidden by SeqCst fences between relaxed accesses, and by no weaker ones", () => {
    const through = (ordering: "AcqRel" | "SeqCst"): readonly string[] =>
      outcomes([
        fenced(write(["x", 1, "Relaxed"]), ordering, read(["a", "y", "Relaxed"])),
        fenced(write(["y", 1, "Relaxed"]), ordering, read(["b", "x", "Relaxed"])),
      ]);
    expect(through("SeqCst")).toEqual(["a=0 b=1", "a=1 b=0", "a=1 b=1"]);
    expect(through("AcqRel")).toContain("a=0 b=0");
  });

  it("is hidden by a SeqCst fence on one side and SeqCst accesses on the other", () => {
    const bodies: Body[] = [
      fenced(write(["x", 1, "Relaxed"]), "SeqCst", read(["a", "y", "Relaxed"])),
      function* ({ x, y, see }) {
        yield* y.store(1, "SeqCst");
        see("b", yield* x.load("SeqCst"));
      },
    ];
    expect(outcomes(bodies)).toEqual(["a=0 b=1", "a=1 b=0", "a=1 b=1"]);
  });
});

describe("independent readers of independent writers (IRIW)", () => {
  const opposite = "a=1 b=0 c=1 d=0";
  const shown = (store: StoreOrdering, first: LoadOrdering, second: LoadOrdering): readonly string[] =>
    outcomes([
      write(["x", 1, store]),
      write(["y", 1, store]),
      read(["a", "x", first], ["b", "y", second]),
      read(["c", "y", first], ["d", "x", second]),
    ]);

  it("disagree unless all are SeqCst", () => {
    expect(shown("Relaxed", "Relaxed", "Relaxed")).toContain(opposite);
    expect(shown("Release", "Acquire", "Acquire")).toContain(opposite);
    expect(shown("SeqCst", "SeqCst", "SeqCst")).not.toContain(opposite);
  });

  it("agree here, though RC11 lets them disagree, where the first loads are but Acquire", () => {
    expect(shown("SeqCst", "Acquire", "SeqCst")).not.toContain(opposite);
  });

  it("agree through SeqCst fences between their loads", () => {
    const writers = [write(["x", 1, "Relaxed"]), write(["y", 1, "Relaxed"])];
    const readers = [
      fenced(read(["a", "x", "Relaxed"]), "SeqCst", read(["b", "y", "Relaxed"])),
      fenced(read(["c", "y", "Relaxed"]), "SeqCst", read(["d", "x", "Relaxed"])),
    ];
    expect(outcomes([...writers, ...readers])).not.toContain(opposite);
  });
});
