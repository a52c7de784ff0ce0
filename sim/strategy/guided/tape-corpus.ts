/**
 * The tapes that showed something new when they were played, with what they showed. Of bounded size:
 * when it is full, the tape goes whose features the others show too.
 */
import type { Stream } from "../../random/seedrandom.ts";
import type { Tape } from "../../tape/tape.ts";

const ENTRIES_MAX = 256;
/** Longer tapes are not kept: a variation of one seldom hits what matters in it. */
const ANSWERS_MAX = 4_096;
/** The entries that came in last are chosen more often: what they showed leads on. */
const RECENT = 8;
const RECENT_CHANCE = 0.3;
/** Of so many entries drawn the one is taken that showed the rarest. */
const ROUNDS = 3;

export interface Entry {
  readonly tape: Tape;
  /** What its execution showed; null where it was not played to its end yet. */
  features: readonly number[] | null;
  /** Those of them that were new. */
  fresh: readonly number[];
}

export class TapeCorpus {
  private entries: Entry[] = [];
  /** In how many executions each feature was seen. */
  private readonly seen = new Map<number, number>();
  /** How many entries show each. */
  private readonly shownBy = new Map<number, number>();

  get size(): number {
    return this.entries.length;
  }

  tapes(): Tape[] {
    return this.entries.map(({ tape }) => tape);
  }

  /** Forgets everything, and begins with `tapes`, of which it is not known yet what they show. */
  restart(tapes: readonly Tape[]): void {
    this.entries = tapes.slice(-ENTRIES_MAX).map((tape) => ({ tape, features: null, fresh: [] }));
    this.seen.clear();
    this.shownBy.clear();
  }

  /** An execution with this tape showed `features`; it was that of the entry `trying`, if there is one. */
  learn(tape: Tape, features: readonly number[], trying: Entry | null): void {
    const fresh: number[] = [];
    for (const feature of features) {
      const times = this.seen.get(feature) ?? 0;
      if (times === 0) fresh.push(feature);
      this.seen.set(feature, times + 1);
    }
    if (trying !== null) this.show(trying, features, fresh);
    else if (fresh.length > 0 && tape.entries.length <= ANSWERS_MAX)
      this.add({ tape, features: null, fresh }, features);
  }

  /** One of those that showed what is rare, or that are new. There is one. */
  pick(draw: Stream): Entry {
    if (draw() < RECENT_CHANCE) return this.at(this.size - 1 - Math.floor(draw() * Math.min(RECENT, this.size)));
    let best = this.any(draw);
    for (let round = 1; round < ROUNDS; round++) {
      const other = this.any(draw);
      if (this.rarity(other) < this.rarity(best)) best = other;
    }
    return best;
  }

  /** Any of them, all being equally likely. There is one. */
  any(draw: Stream): Entry {
    return this.at(Math.floor(draw() * this.size));
  }

  private at(index: number): Entry {
    return this.entries[index] as Entry; // the callers stay within the size
  }

  /** In how many executions the rarest of what the entry was kept for was seen; of one not played yet, 1 at most. */
  private rarity({ features, fresh }: Entry): number {
    let rarest = features === null ? 1 : Number.POSITIVE_INFINITY;
    for (const feature of fresh) rarest = Math.min(rarest, this.seen.get(feature) ?? 0);
    return rarest;
  }

  private add(entry: Entry, features: readonly number[]): void {
    this.entries.push(entry);
    this.show(entry, features, entry.fresh);
    if (this.entries.length > ENTRIES_MAX) this.evict();
  }

  private show(entry: Entry, features: readonly number[], fresh: readonly number[]): void {
    entry.features = features;
    entry.fresh = fresh;
    for (const feature of features) this.shownBy.set(feature, (this.shownBy.get(feature) ?? 0) + 1);
  }

  /** The entry goes that alone shows the least; of equals the longest, and of those the oldest. */
  private evict(): void {
    let least = 0;
    for (let i = 1; i < this.entries.length - 1; i++) {
      if (this.isLess(this.at(i), this.at(least))) least = i;
    }
    const [gone] = this.entries.splice(least, 1);
    for (const feature of gone?.features ?? []) this.shownBy.set(feature, (this.shownBy.get(feature) ?? 0) - 1);
  }

  private isLess(one: Entry, other: Entry): boolean {
    const more = this.alone(one) - this.alone(other);
    return more < 0 || (more === 0 && one.tape.entries.length > other.tape.entries.length);
  }

  private alone({ features }: Entry): number {
    return (features ?? []).filter((feature) => this.shownBy.get(feature) === 1).length;
  }
}
