import { describe, expect, it } from "vitest";
import {
  Arc,
  AtomicUsize,
  alloc,
  assert,
  assertOrPanic,
  createStrategy,
  currentThread,
  decodeTape,
  faultStrikes,
  finding,
  investigate,
  type MemoryName,
  Mutex,
  type Op,
  park,
  Runner,
  raise,
  type Scenario,
  spawn,
  tryTape,
  UnsafeCell,
  unpark,
  yieldNow,
} from "../../sim/index.ts";
import { increments } from "../testing/increments.ts";
import { scenarioOf } from "../testing/scenario-of.ts";
import { type Story, storyOf } from "./story.ts";
import { storyText } from "./story-text.ts";

interface Setting extends Partial<Pick<Scenario, "bounds" | "faults">> {
  readonly memory?: MemoryName;
}

/** The story of the first seed along which the model fails. */
function story(model: () => Op<void>, { memory = "sc", ...more }: Setting = {}): Story {
  const scenario = scenarioOf("test/story", "for this test", model, more);
  const runner = new Runner(scenario, { strategy: createStrategy("random"), memory });
  const seed = Array.from({ length: 300 }, (_, i) => `s.${i}`).find((one) => runner.run(one).finding !== null);
  const report = investigate(runner, seed ?? "none", { budget: 600, again: 1 });
  const tried = report.decisive === null ? tryTape(runner, decodeTape(report.tape).tape, 2) : [];
  return storyOf(report, tried);
}

const all = (lines: readonly string[]): string => lines.join("\n");

function* publish(data: () => Op<unknown>, ordering: "Relaxed" | "Release" = "Relaxed"): Op<AtomicUsize> {
  const flag = new AtomicUsize(0, "flag");
  yield* spawn(function* () {
    yield* data();
    yield* flag.store(1, ordering);
  }, "writer");
  return flag;
}

describe("what raced", () => {
  it("in an assertion is told by the accesses whose order the switch turned round", () => {
    const told = story(() => increments(false));
    expect(told.kind).toBe("assertion");
    expect(told.found[0]).toBe("an increment was lost");
    expect(all(told.raced)).toMatch(
      /"(main|left)" read n = 0 at step \d, before "(left|main)" wrote n = 1 at step \d\./,
    );
    expect(told.threads).toHaveLength(2);
    expect(told.threads[0]).toMatch(
      /^"main" took \d steps: in the last, step \d, it read n = 1, campaign\/testing\/incr/,
    );
  });

  it("in a data race is both accesses, with their places, and the orderings that are too weak", () => {
    const told = story(function* () {
      const cell = new UnsafeCell(0, "cell");
      const flag = yield* publish(() => cell.set(5));
      if ((yield* flag.load("Acquire")) === 1) yield* cell.get();
    });
    expect(told.kind).toBe("data-race");
    expect(told.raced).toEqual([
      expect.stringMatching(/^"writer" wrote cell = 5 at step \d, campaign\/explain\/story\.test\.ts:\d+:\d+\.$/),
      expect.stringMatching(/^"main" read cell = 5 at step \d, campaign\/explain\/story\.test\.ts:\d+:\d+\.$/),
      expect.stringMatching(
        /heard of it: it read flag at step \d, .* With Release at step \d \(it has Relaxed\), the one would/,
      ),
    ]);
  });

  it("in a data race of threads that say nothing to each other lacks more than an ordering", () => {
    const told = story(function* () {
      const cell = new UnsafeCell(0, "cell");
      yield* spawn(() => cell.set(1), "other");
      yield* cell.set(2);
    });
    expect(told.raced[2]).toContain(
      "what is missing is a lock, a join, or a Release store that the other reads with Acquire",
    );
  });

  it("is nothing where one thread fails alone", () => {
    const told = story(function* () {
      yield* new AtomicUsize(0, "n").store(1, "Relaxed");
      assertOrPanic(false, "always");
    });
    expect(told.kind).toBe("panic");
    expect(told.found[0]).toContain("always");
    expect(told.raced).toEqual(["Nothing raced: one thread did it alone."]);
    expect(told.deciding).toEqual(["No switch: one thread fails alone."]);
  });
});

describe("who waits", () => {
  it("after a lost wakeup is told with what came too early", () => {
    const told = story(function* () {
      const main = currentThread();
      yield* spawn(() => unpark(main), "waker");
      yield* park();
      yield* park();
    });
    expect(told.kind).toBe("lost-wakeup");
    expect(all(told.waits)).toMatch(
      /"main" waits for unpark\(main\).*nobody is left who could\. The last .* "waker" unparked main at step 2, which was used up at step 3\./,
    );
  });

  it("in a deadlock is told with who holds what since when, and the switch that decides", () => {
    const told = story(function* () {
      const [a, b] = [new Mutex(0, "a"), new Mutex(0, "b")];
      const both = function* (first: Mutex<number>, second: Mutex<number>): Op<void> {
        const outer = yield* first.lock();
        const inner = yield* second.lock();
        yield* inner.drop();
        yield* outer.drop();
      };
      const other = yield* spawn(() => both(b, a), "other");
      yield* both(a, b);
      yield* other.join();
    });
    expect(told.kind).toBe("deadlock");
    expect(all(told.waits)).toMatch(/"main" waits for b, which "other" holds.*"other" called b\.lock\(\) at step \d\./);
    expect(all(told.waits)).toMatch(/"other" waits for a, which "main" holds.*"main" called a\.lock\(\) at step \d\./);
    expect(told.deciding).toEqual([
      expect.stringMatching(/^The switch after step \d decides: with it \d+ of 200 runs fail, without it none\.$/),
      expect.stringMatching(
        /^After step \d "(main|other)" called .*; "(main|other)" was about to call [ab]\.lock\(\), where it waits for ever now\./,
      ),
    ]);
  });

  it("in a thread that waits for itself is told with where it took the lock", () => {
    const told = story(function* () {
      const mutex = new Mutex(0, "m");
      yield* mutex.lock();
      yield* mutex.lock();
    });
    expect(told.kind).toBe("deadlock");
    expect(told.life).toEqual([
      expect.stringMatching(/^"main" called m\.lock\(\) at step 1, campaign\/explain\/story\.test\.ts:/),
      expect.stringMatching(/^"main" called m\.lock\(\) at step 2, campaign\/explain\/story\.test\.ts:/),
    ]);
  });
});

describe("what goes round", () => {
  it("in a livelock is told with who last changed what is looked at", () => {
    const told = story(
      function* () {
        const flag = new AtomicUsize(1, "flag");
        yield* flag.store(2, "Relaxed");
        while ((yield* flag.load("Acquire")) !== 0) yield* yieldNow();
      },
      { bounds: { steps: 60 } },
    );
    expect(told.kind).toBe("livelock");
    expect(all(told.rounds)).toMatch(
      /"main" called flag\.load\(Acquire\) = 2 \d+ times in the last \d+ steps; "main" wrote flag = 2 at step 1, and nobody changed it since\./,
    );
  });
});

describe("what happened to it", () => {
  it("says who freed what was used, and where", () => {
    const told = story(function* () {
      const pointer = alloc(1, "block");
      yield* pointer.dealloc();
      yield* pointer.get();
    });
    expect(told.kind).toBe("use-after-free");
    expect(told.life[0]).toMatch(/^"main" freed block at step 1, campaign\/explain\/story\.test\.ts:/);
    expect(told.found.length).toBeGreaterThan(1);
  });

  it("says what became of a reference that was given up twice", () => {
    const told = story(function* () {
      const arc = new Arc(1, "shared");
      yield* arc.downgrade();
      const pointer = arc.intoRaw();
      yield* Arc.decrementStrongCount(pointer);
      yield* Arc.decrementStrongCount(pointer);
    });
    expect(told.kind).toBe("refcount");
    expect(told.found[0]).toContain("whose count was 0 already");
    expect(all(told.life)).toMatch(/"main" changed shared\.strong from 1 to 0 \(fetchSub\) at step \d/);
    expect(told.life.at(-1)).toMatch(/"main" changed shared\.strong from 0 to \d+ \(fetchSub\)/);
  });

  it("says of what leaked where it was made", () => {
    const told = story(function* () {
      const block = alloc(1, "block");
      yield* block.set(2);
    });
    expect(told.kind).toBe("leak");
    expect(all(told.found)).toMatch(/block was made by "main" at campaign\/explain\/story\.test\.ts:/);
    expect(told.life).toEqual([expect.stringContaining('"main" wrote block = 2 at step 1')]);
  });
});

describe("the memory model's part", () => {
  const stale = (store: "Relaxed" | "Release", load: "Relaxed" | "Acquire"): (() => Op<void>) =>
    function* () {
      const data = new AtomicUsize(0, "data");
      const flag = yield* publish(() => data.store(7, "Relaxed"), store);
      if ((yield* flag.load(load)) === 1) assert((yield* data.load("Relaxed")) === 7, "the data is not there");
    };

  it.each([
    ["Relaxed", "Acquire", /With Release at step \d \(it has Relaxed\), the one/],
    ["Release", "Relaxed", /With Acquire at step \d \(it has Relaxed\), the one/],
    ["Relaxed", "Relaxed", /With Release at step \d \(it has Relaxed\) and Acquire at step \d \(it has Relaxed\), the/],
  ] as const)("in a stale read is the edge that is missing: %s and %s", (store, load, missing) => {
    const told = story(stale(store, load), { memory: "rc11" });
    expect(told.stale[0]).toMatch(
      /^"main" read data = 0 \(an older value\) at step \d: its first value, though "writer" wrote data = 7/,
    );
    expect(told.stale[1]).toMatch(missing);
  });

  it("is nothing under sc", () => {
    expect(story(() => increments(false)).stale).toEqual([]);
  });
});

describe("the rest of a story", () => {
  it("tells of an invariant with its number, and of the faults that struck", () => {
    const told = story(
      function* () {
        const n = new AtomicUsize(0, "n");
        const lost = faultStrikes("loss", n);
        yield* n.store(1, "Relaxed");
        if (lost) raise(finding("invariant", "n was lost", { invariant: "I13", involved: ["n"] }));
      },
      { faults: { loss: { chance: 1 } } },
    );
    expect(told).toMatchObject({ kind: "invariant", invariant: "I13" });
    expect(told.faults).toEqual(['Before step 1 ("main" n.store(1, Relaxed)) a fault struck: loss at n.']);
    expect(storyText(told)).toMatch(
      /^invariant I13 in test\/story, seed s\.\d+ \(random\), memory sc\n\nWhat was found\n {2}n was lost\n/,
    );
  });

  it("tells of nondeterminism where two runs part, and looks for no switch", () => {
    let runs = 0;
    const told = story(function* () {
      yield* new AtomicUsize(0, "n").store(++runs, "Relaxed");
      assert(false, "always");
    });
    expect(told.kind).toBe("nondeterminism");
    expect(all(told.found)).toMatch(/differ at step 1\.\none run: "main" n\.store\(\d/);
    expect([told.deciding, told.raced]).toEqual([[], []]);
  });

  it("ends with the command that repeats it, on one line, and no line is much too long", () => {
    const told = story(() => increments(false));
    const lines = storyText(told).split("\n");
    expect(lines.at(-1)).toBe(`  ${told.again}`);
    expect(told.again).toMatch(/^npx reveille replay rv1\./);
    for (const line of lines.slice(0, -1)) expect(line.length).toBeLessThanOrEqual(118);
  });
});
