/**
 * The features that many executions showed, and how likely the next one is to show another: species,
 * as ecologists count them from samples. A species seen in one sample only is what tells of those
 * unseen, so counts go no further than 2.
 *
 * Counts and executions of parts add up: in any order, however the executions were divided.
 */
import { FEATURE_KINDS, type FeatureKind, featureKind } from "./feature-kinds.ts";

/** What a part of the executions came to; plain data. */
export interface SpeciesNews {
  readonly executions: number;
  /** Each feature, and in how many executions it was seen since; 2 stands for more. */
  readonly seen: readonly (readonly [feature: number, times: number])[];
}

export class Species {
  executions = 0;
  private readonly times = new Map<number, number>();
  private readonly byKind: Record<FeatureKind, number> = noCounts();
  private singletons = 0;
  private unreported = new Map<number, number>();
  private reported = 0;

  /** One more execution, with these features; gives back how many of them were new. */
  add(features: Iterable<number>): number {
    const before = this.times.size;
    this.executions++;
    for (const feature of features) this.count(feature, 1);
    return this.times.size - before;
  }

  /** What another has seen; gives back how many features of it were new. */
  merge({ executions, seen }: SpeciesNews): number {
    const before = this.times.size;
    this.executions += executions;
    for (const [feature, times] of seen) this.count(feature, times);
    return this.times.size - before;
  }

  /** What came in since this was last asked. */
  news(): SpeciesNews {
    const news = { executions: this.executions - this.reported, seen: [...this.unreported] };
    this.reported = this.executions;
    this.unreported = new Map();
    return news;
  }

  /** Distinct features. */
  get size(): number {
    return this.times.size;
  }

  /** Distinct features of each kind. */
  counts(): Readonly<Record<FeatureKind, number>> {
    return { ...this.byKind };
  }

  /**
   * The chance that the next execution shows something new: singletons by executions, after Good and
   * Turing. Strictly the number of new features to expect, which is no less. Null before the first execution.
   */
  chanceOfNew(): number | null {
    return this.executions === 0 ? null : Math.min(1, this.singletons / this.executions);
  }

  private count(feature: number, more: number): void {
    const before = this.times.get(feature) ?? 0;
    const now = Math.min(2, before + more);
    if (now === before) return;
    if (before === 0) this.byKind[featureKind(feature)]++;
    this.singletons += Number(now === 1) - Number(before === 1);
    this.times.set(feature, now);
    this.unreported.set(feature, Math.min(2, (this.unreported.get(feature) ?? 0) + now - before));
  }
}

function noCounts(): Record<FeatureKind, number> {
  return Object.fromEntries(FEATURE_KINDS.map((kind) => [kind, 0])) as Record<FeatureKind, number>; // all of them
}
