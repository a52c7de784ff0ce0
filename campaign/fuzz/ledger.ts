/** Which executions of a scenario are still to be given out: from a start, in own blocks, up to a share. */
import { BLOCK, blockOf, endOfBlock, isOwn, type Shard } from "./blocks.ts";
import type { Span } from "./span.ts";

export type Range = Pick<Span, "from" | "to">;

export interface LedgerOptions {
  readonly scenario: string;
  /** Where the scenario stands among all, for shards. */
  readonly at: number;
  /** Executions in all; Infinity without end. */
  readonly share: number;
  readonly shard: Shard | null;
  /** Blocks are not divided, not even the first. */
  readonly whole: boolean;
  /** What need not be played again. */
  readonly done: readonly Range[];
}

export class Ledger {
  readonly #scenario: string;
  /** Where the scenario stands among all. */
  readonly at: number;
  #share: number;
  readonly #shard: Shard | null;
  readonly #whole: boolean;
  /** In order, and apart from each other. */
  readonly #done: readonly Range[];
  #next = 0;

  constructor({ scenario, at, share, shard, whole, done }: LedgerOptions) {
    this.#scenario = scenario;
    this.at = at;
    this.#share = share;
    this.#shard = shard;
    this.#whole = whole;
    this.#done = joined(done);
    this.#skip();
  }

  /** Everything has been given out. */
  get empty(): boolean {
    return this.#next >= this.#share;
  }

  /** The next `count` executions or fewer; null when there are none left. */
  take(count: number): Span | null {
    if (this.empty) return null;
    const from = this.#next;
    const to = Math.min(this.#rounded(from, from + count), this.#share, this.#ownUntil(from), this.#undoneUntil(from));
    this.#next = to;
    this.#skip();
    return { scenario: this.#scenario, from, to };
  }

  /** Nothing more is to be given out. */
  close(): void {
    this.#share = 0;
  }

  /** On to the next execution that is ours and not done. */
  #skip(): void {
    for (;;) {
      const done = this.#done.find(({ from, to }) => from <= this.#next && this.#next < to);
      if (done !== undefined) this.#next = done.to;
      else if (this.empty || isOwn(this.#shard, this.at, blockOf(this.#next))) return;
      else this.#next = endOfBlock(this.#next);
    }
  }

  /** Beyond the first block, spans end where blocks end. */
  #rounded(from: number, to: number): number {
    if (!this.#whole && to <= BLOCK) return to;
    return Math.max(endOfBlock(from), Math.floor(to / BLOCK) * BLOCK);
  }

  #ownUntil(index: number): number {
    return this.#shard === null || this.#shard.of === 1 ? Number.POSITIVE_INFINITY : endOfBlock(index);
  }

  #undoneUntil(index: number): number {
    return this.#done.find(({ from }) => from > index)?.from ?? Number.POSITIVE_INFINITY;
  }
}

/** `ranges` in order, neighbours as one. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last !== undefined && last.to >= from) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}
