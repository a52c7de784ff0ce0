import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BLOCK, type Shard } from "./blocks.ts";
import { Ledger, type LedgerOptions } from "./ledger.ts";

function spansOf(options: Partial<LedgerOptions>, counts: () => number): { from: number; to: number }[] {
  const ledger = new Ledger({ scenario: "a/b", at: 0, share: 0, shard: null, whole: false, done: [], ...options });
  const spans = [];
  for (let span = ledger.take(counts()); span !== null; span = ledger.take(counts())) spans.push(span);
  return spans;
}

function indicesOf(spans: readonly { from: number; to: number }[]): number[] {
  return spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
}

const upTo = (end: number): number[] => Array.from({ length: end }, (_, i) => i);
const inOrder = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

describe("the ledger of a scenario", () => {
  it("gives out each execution once, whatever the spans and the shards", () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.integer({ min: 1, max: 4 }), fc.infiniteStream(sizes), (share, of, stream) => {
        const next = (): number => stream.next().value ?? 1;
        const shards = Array.from({ length: of }, (_, i): Shard => ({ part: i + 1, of }));
        const spans = shards.flatMap((shard) => spansOf({ share, shard, at: share }, next));
        expect(inOrder(indicesOf(spans))).toEqual(upTo(share));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("leaves out what is done", () => {
    fc.assert(
      fc.property(fc.nat(3_000), sizes, fc.array(fc.nat(3_000), { maxLength: 8 }), (share, count, cuts) => {
        const [...ends] = inOrder([...new Set(cuts)]);
        const done = ends.flatMap((from, i) => (i % 2 === 0 && ends[i + 1] ? [{ from, to: ends[i + 1] ?? from }] : []));
        const left = indicesOf(spansOf({ share, done }, () => count));
        const did = new Set(indicesOf(done));
        expect(left).toEqual(upTo(share).filter((index) => !did.has(index)));
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  it("divides the first block only, and not even that where blocks are to be whole", () => {
    const starts = (whole: boolean): number[] => spansOf({ share: 2_000, whole }, () => 100).map(({ from }) => from);
    expect(starts(false)).toEqual([0, 100, 200, 300, 400, 500, BLOCK, 2 * BLOCK, 3 * BLOCK]);
    expect(starts(true)).toEqual([0, BLOCK, 2 * BLOCK, 3 * BLOCK]);
  });

  it("gives out nothing more once it is closed", () => {
    const ledger = new Ledger({ scenario: "a/b", at: 0, share: 10, shard: null, whole: false, done: [] });
    ledger.close();
    expect(ledger.take(1)).toBeNull();
  });
});

const sizes = fc.integer({ min: 1, max: 1_500 });
