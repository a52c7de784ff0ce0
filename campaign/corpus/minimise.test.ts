import { describe, expect, it } from "vitest";
import { AtomicUsize, assert, GuidedStrategy, type Op, Runner, type Scenario, spawn, Tape } from "../../sim/index.ts";
import { minimise } from "./minimise.ts";
import { TapePlayer } from "./tape-player.ts";

/** Fails where the reader meets both words between their stores. */
const gates: Scenario = {
  name: "test/gates",
  about: "",
  source: "",
  options: {},
  bounds: {},
  expect: "clean",
  monitors: () => [],
  *model(): Op<void> {
    const [left, right] = [new AtomicUsize(0, "left"), new AtomicUsize(0, "right")];
    const writer = yield* spawn(function* () {
      for (const word of [left, right]) for (let value = 1; value <= 3; value++) yield* word.store(value, "Relaxed");
    }, "writer");
    const [first, second] = [yield* left.load("Relaxed"), yield* right.load("Relaxed")];
    yield* writer.join();
    assert(first !== 2 || second !== 2, "met both");
  },
};

const player = (): TapePlayer => new TapePlayer(gates, "sc", "plan");

/** Every tape of a search, whatever it showed. */
function manyTapes(): Tape[] {
  const strategy = new GuidedStrategy();
  const runner = new Runner(gates, { strategy });
  return Array.from({ length: 60 }, (_, i) => {
    const { finding } = runner.run(`seed.${i}`);
    return finding === null ? new Tape(runner.latestTape?.entries) : new Tape();
  });
}

function featuresOf(tapes: readonly Tape[]): Set<number> {
  const played = player();
  return new Set(tapes.flatMap(({ entries }) => [...(played.play(entries)?.features ?? [])]));
}

describe("a minimised corpus", () => {
  const tapes = manyTapes();
  const result = minimise(player(), tapes);

  it("shows all that was shown, by fewer tapes", () => {
    expect(result.features).toBe(featuresOf(tapes).size);
    expect(result.texts.length).toBeLessThan(15);
    expect(result.failing).toEqual([]);
  });

  it("is the same in whatever order the tapes come", () => {
    const kept = minimise(player(), tapes.slice(0, 30));
    const again = minimise(player(), tapes.slice(0, 30).reverse());
    expect([...again.texts].sort()).toEqual([...kept.texts].sort());
  });

  it("leaves the tapes alone that end with a finding", () => {
    const runner = new Runner(gates, { strategy: new GuidedStrategy() });
    let failing: Tape | null = null;
    for (let i = 0; failing === null; i++) if (runner.run(`find.${i}`).finding !== null) failing = runner.latestTape;
    expect(minimise(player(), [new Tape(), failing, failing])).toMatchObject({ failing: [1, 2] });
  });

  it("is of tapes that repeat their executions exactly", () => {
    for (const { entries } of tapes.slice(0, 10)) {
      const played = player().play(entries);
      expect(player().play(played?.tape.entries ?? [])).toEqual(played);
    }
  });
});
