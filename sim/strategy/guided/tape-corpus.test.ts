import { describe, expect, it } from "vitest";
import { stream } from "../../random/seedrandom.ts";
import { Tape } from "../../tape/tape.ts";
import { TapeCorpus } from "./tape-corpus.ts";

/** A tape that is told by its length. */
const tapeOf = (answers: number): Tape =>
  new Tape(Array.from({ length: answers }, () => ({ kind: "schedule", options: 2, answer: 0 }) as const));

const lengths = (corpus: TapeCorpus): number[] => corpus.tapes().map(({ entries }) => entries.length);

describe("the corpus of a guided search", () => {
  it("keeps a tape that showed something new, and no other", () => {
    const corpus = new TapeCorpus();
    corpus.learn(tapeOf(1), [1, 2], null);
    corpus.learn(tapeOf(2), [2, 1], null);
    corpus.learn(tapeOf(3), [2, 3], null);
    expect(lengths(corpus)).toEqual([1, 3]);
  });

  it("keeps no tape that is very long, and calls what it showed old from then on", () => {
    const corpus = new TapeCorpus();
    corpus.learn(tapeOf(5_000), [1], null);
    corpus.learn(tapeOf(1), [1], null);
    expect(corpus.size).toBe(0);
  });

  it("is bounded: the tape goes whose features others show too", () => {
    const corpus = new TapeCorpus();
    corpus.learn(tapeOf(1), [0], null);
    corpus.learn(tapeOf(2), [0, 1], null);
    for (let i = 2; i <= 257; i++) corpus.learn(tapeOf(i + 1), [i], null);
    expect(corpus.size).toBe(256);
    expect(lengths(corpus)).not.toContain(1);
    expect(lengths(corpus)).toEqual(expect.arrayContaining([2, 258]));
  });

  it("chooses tapes that showed what is rare more often", () => {
    const corpus = new TapeCorpus();
    for (let i = 0; i < 40; i++) corpus.learn(tapeOf(i), [i], null);
    for (let again = 0; again < 10; again++) {
      for (let i = 1; i < 40; i++) corpus.learn(tapeOf(i), [i], null);
    }
    const draw = stream("rare", "test");
    let rare = 0;
    for (let i = 0; i < 1_000; i++) if (corpus.pick(draw).tape.entries.length === 0) rare++;
    // 25 if all were alike.
    expect(rare).toBeGreaterThan(45);
  });

  it("begins anew with the tapes that it is given, and learns what they show when they are played", () => {
    const corpus = new TapeCorpus();
    corpus.learn(tapeOf(1), [1], null);
    corpus.restart([tapeOf(7)]);
    const only = corpus.any(() => 0);
    expect([lengths(corpus), only.features]).toEqual([[7], null]);
    corpus.learn(tapeOf(7), [1, 2], only);
    corpus.learn(tapeOf(8), [2], null);
    expect([lengths(corpus), only.features, only.fresh]).toEqual([[7], [1, 2], [1, 2]]);
  });
});
