import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { createMemory, type MemoryName } from "../check/memory-model.ts";
import { Execution, type ExecutionOptions } from "../engine/execution.ts";
import type { SimEvent } from "../engine/listener.ts";
import { observe } from "../engine/observe.ts";
import { faultStrikes } from "../fault/strike.ts";
import type { Op } from "../op.ts";
import { RandomStrategy } from "../strategy/random.ts";
import { TapeStrategy } from "../strategy/tape.ts";
import { Mutex } from "../sync/mutex.ts";
import { lostIncrement } from "../testing/programs.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import type { Coverage, CoverageRow } from "./coverage.ts";
import { FEATURE_KINDS, type FeatureKind, featureKind } from "./feature-kinds.ts";
import { FeatureSet } from "./feature-set.ts";
import { FeatureListener } from "./features.ts";

function feature(kind: FeatureKind, text: string): number | undefined {
  const set = new FeatureSet();
  set.clear();
  set.add(kind, text);
  return set.features()[0];
}

/** The features of one execution, by its raw answers or at random. */
function shown(
  model: () => Op<void>,
  answers: readonly number[] | string,
  more: Partial<ExecutionOptions> & { listener?: FeatureListener; under?: MemoryName } = {},
): readonly number[] {
  const { listener = new FeatureListener(), under = "sc" } = more;
  const strategy = typeof answers === "string" ? new RandomStrategy() : new TapeStrategy(answers);
  strategy.begin(String(answers));
  new Execution().run(model, { strategy, memory: createMemory(under), ...more, listeners: [listener] });
  return listener.features();
}

const ofKind = (kind: FeatureKind, features: readonly number[]): number[] =>
  features.filter((one) => featureKind(one) === kind).sort();

/** A writer named by a number, and a reader. */
function* writeAndRead(writer = "writer 1"): Op<void> {
  const word = new AtomicUsize(0, "word");
  const child = yield* spawn(() => word.store(1, "Relaxed"), writer);
  yield* word.load("Relaxed");
  yield* word.load("Relaxed");
  yield* child.join();
}

const READ_FIRST = [0, 0, 0];
const WRITTEN_FIRST = [1];

describe("the features of an execution", () => {
  it("are the conflicting accesses that came right after each other, in their order", () => {
    const readFirst = feature("conflict", "main: word.load before writer #: word.store");
    const writtenFirst = feature("conflict", "writer #: word.store before main: word.load");
    expect(ofKind("conflict", shown(writeAndRead, READ_FIRST))).toEqual([readFirst]);
    expect(ofKind("conflict", shown(writeAndRead, WRITTEN_FIRST))).toEqual([writtenFirst]);
  });

  it("are the writes that were read by another thread, and none for an initial value or an own one", () => {
    expect(ofKind("reads-from", shown(writeAndRead, READ_FIRST))).toEqual([]);
    expect(ofKind("reads-from", shown(writeAndRead, WRITTEN_FIRST))).toEqual([
      feature("reads-from", "writer #: word.store seen by main: word.load"),
    ]);
    const own = function* (): Op<void> {
      const word = new AtomicUsize(0, "word");
      yield* word.fetchAdd(1, "Relaxed");
      yield* word.load("Relaxed");
    };
    expect(shown(own, [])).toEqual([]);
  });

  it("say under rc11 which write was read late", () => {
    const twice = function* (): Op<void> {
      const word = new AtomicUsize(0, "word");
      const child = yield* spawn(function* () {
        yield* word.store(1, "Relaxed");
        yield* word.fetchAdd(1, "Relaxed");
      }, "writer");
      yield* word.load("Relaxed");
      yield* child.join();
    };
    const late = feature("reads-from", "writer: word.store seen late by main: word.load");
    const newest = feature("reads-from", "writer: word.fetchAdd seen by main: word.load");
    const seen = (under: MemoryName): Set<number> =>
      new Set(Array.from({ length: 60 }, (_, i) => shown(twice, `seed.${i}`, { under })).flat());
    expect([...seen("rc11")]).toEqual(expect.arrayContaining([late, newest]));
    expect([...seen("sc")]).toEqual(expect.arrayContaining([newest]));
    expect([...seen("sc")]).not.toContain(late);
  });

  it("are the locks that were taken while another was held", () => {
    const nested = function* (): Op<void> {
      const [left, right] = [new Mutex(0, "left"), new Mutex(0, "right")];
      const held = yield* left.lock();
      yield* (yield* right.lock()).drop();
      yield* held.drop();
      const again = yield* right.tryLock();
      if (again !== null) yield* again.drop();
    };
    expect(shown(nested, [])).toEqual([feature("lock-order", "left then right")]);
  });

  it("are no lock that was not had", () => {
    const refused = function* (): Op<void> {
      const [left, right] = [new Mutex(0, "left"), new Mutex(0, "right")];
      const outer = yield* right.lock();
      const other = yield* spawn(function* () {
        const held = yield* left.lock();
        expect(yield* right.tryLock()).toBeNull();
        yield* held.drop();
      });
      yield* other.join();
      yield* outer.drop();
    };
    expect(ofKind("lock-order", shown(refused, []))).toEqual([]);
  });

  it("are the faults that struck, and what was being done", () => {
    const faulty = function* (): Op<void> {
      yield* yieldNow();
      faultStrikes("loss");
    };
    expect(shown(faulty, [1], { faults: { loss: {} } })).toEqual([feature("fault", "loss during yieldNow")]);
    expect(shown(faulty, [0], { faults: { loss: {} } })).toEqual([]);
  });

  it("are the rows of the coverages that grew in it, not those of earlier executions", () => {
    const counts = { slow: 0, quick: 0 };
    const row = (outcome: "slow" | "quick"): CoverageRow => ({
      subject: "walk",
      outcome,
      count: counts[outcome],
      unreachable: null,
    });
    const coverage: Coverage = {
      name: "Gait",
      area: "test",
      onEvent: ({ type }: SimEvent) => void counts[type as "slow" | "quick"]++,
      rows: () => [row("slow"), row("quick")],
    };
    const listener = new FeatureListener([coverage]);
    const walk = (type: string) =>
      function* (): Op<void> {
        yield* yieldNow();
        observe({ type });
      };
    expect(shown(walk("slow"), [], { listener })).toEqual([feature("transition", "Gait walk slow")]);
    expect(shown(walk("quick"), [], { listener })).toEqual([feature("transition", "Gait walk quick")]);
    expect(counts).toEqual({ slow: 1, quick: 1 });
  });

  it("are the same whatever was listened to before, and each is there once", () => {
    const used = new FeatureListener();
    for (let i = 0; i < 20; i++) shown(lostIncrement, `before.${i}`, { listener: used });
    shown(() => writeAndRead("other"), "writer", { listener: used });
    for (let i = 0; i < 10; i++) {
      const fresh = shown(() => lostIncrement(2), `seed.${i}`);
      expect(shown(() => lostIncrement(2), `seed.${i}`, { listener: used })).toEqual(fresh);
      expect(new Set(fresh).size).toBe(fresh.length);
    }
  });

  it("are alike for threads that differ in a number only", () => {
    const [one, two] = ["writer 1", "writer 22"].map((name) => shown(() => writeAndRead(name), WRITTEN_FIRST));
    expect(one).toEqual(two);
    expect(shown(() => writeAndRead("other"), WRITTEN_FIRST)).not.toEqual(one);
  });

  it("never move: a corpus, a journal and another process know them by their numbers", () => {
    expect(shown(writeAndRead, WRITTEN_FIRST)).toEqual([2_054_326_240, 5_843_502_043]);
    expect(FEATURE_KINDS.map((kind) => Math.floor((feature(kind, "x") ?? 0) / 2 ** 32))).toEqual([0, 1, 2, 3, 4]);
  });
});

it("a number that is no feature is refused", () => {
  expect(() => featureKind(5 * 2 ** 32)).toThrow("21474836480 is no feature");
  expect(() => featureKind(-1)).toThrow(RangeError);
});
