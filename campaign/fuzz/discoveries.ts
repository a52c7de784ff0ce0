/** The ways to fail that a campaign met: which executions are investigated, and what it came to. */
import { LOSSES_MAX } from "../workers/lost.ts";
import { smaller, WAYS_MAX } from "./add.ts";
import type { Investigated } from "./investigated.ts";
import type { Failure, Instance } from "./span.ts";

/** A scenario that fails in more ways than this is broken altogether: the rest is only counted. */
const FINDINGS_PER_SCENARIO_MAX = 20;

/** A way to fail, in all scenarios. */
export interface Suspect {
  /** Of the smallest instance. */
  readonly scenario: string;
  readonly failure: Failure;
}

/** One distinct finding. */
export interface Discovery {
  /** As the search saw it. */
  readonly fingerprint: string;
  /** What its files are called: the fingerprint of its report, numbered where two share one. */
  readonly name: string;
  readonly scenario: string;
  readonly instance: Instance;
  readonly investigated: Investigated;
}

export class Discoveries {
  /** By fingerprint, as everything here: each unexpected way to fail, by the span with its smallest instance so far. */
  readonly #suspects = new Map<string, Suspect>();
  /** In order of discovery. */
  readonly #known = new Map<string, Discovery>();
  readonly #waiting = new Set<string>();
  readonly #underWay = new Set<string>();
  /** Beyond a scenario's limit. */
  readonly #countedOnly = new Set<string>();
  readonly #losses = new Map<string, number>();
  /** By scenario: ways to fail that it showed first, and those of them that were given out. */
  readonly #ways = new Map<string, number>();
  readonly #givenOut = new Map<string, number>();

  get all(): readonly Discovery[] {
    return [...this.#known.values()];
  }

  /** How many ways to fail there are. */
  get size(): number {
    return this.#suspects.size;
  }

  /** The scenarios of findings that are only counted. */
  get countedOnly(): readonly string[] {
    return this.#of(this.#countedOnly).map(({ scenario }) => scenario);
  }

  /** Those that were to be investigated and were not: there was no time, or whoever tried was lost. */
  get uninvestigated(): readonly Suspect[] {
    return [...this.#suspects.values()].filter(
      ({ failure: { fingerprint } }) => !this.#known.has(fingerprint) && !this.#countedOnly.has(fingerprint),
    );
  }

  /** Executions of `scenario` failed so. */
  see(scenario: string, failures: readonly Failure[]): void {
    for (const failure of failures) {
      if (failure.expected) continue;
      const { fingerprint } = failure;
      const known = this.#suspects.get(fingerprint);
      if (known !== undefined) {
        this.#suspects.set(fingerprint, smallerSuspect(known, { scenario, failure }));
      } else if (countOf(this.#ways, scenario) < WAYS_MAX) {
        countUp(this.#ways, scenario);
        this.#suspects.set(fingerprint, { scenario, failure });
        this.#waiting.add(fingerprint);
      }
    }
  }

  /** A failure that has to be looked into, which is under way from now on; null when there is none. */
  next(): Suspect | null {
    for (const suspect of this.#of(this.#waiting)) {
      const { fingerprint } = suspect.failure;
      this.#waiting.delete(fingerprint);
      if (countOf(this.#givenOut, suspect.scenario) >= FINDINGS_PER_SCENARIO_MAX && !this.wasLost(suspect)) {
        this.#countedOnly.add(fingerprint);
        continue;
      }
      if (!this.wasLost(suspect)) countUp(this.#givenOut, suspect.scenario);
      this.#underWay.add(fingerprint);
      return suspect;
    }
    return null;
  }

  /** A known finding that a smaller execution showed than the one that was investigated; null when there is none. */
  nextSmaller(): Suspect | null {
    for (const known of this.#known.values()) {
      const { fingerprint, scenario, instance } = known;
      const suspect = this.#suspects.get(fingerprint);
      if (suspect === undefined || this.#underWay.has(fingerprint)) continue;
      if (scenario === suspect.scenario && instance.index === suspect.failure.smallest.index) continue;
      if (countOf(this.#losses, fingerprint) >= LOSSES_MAX) continue;
      this.#underWay.add(fingerprint);
      return suspect;
    }
    return null;
  }

  /** It was looked into, or is known from before. */
  add({ scenario, failure }: Suspect, investigated: Investigated, name?: string): Discovery {
    const { fingerprint, smallest } = failure;
    const before = this.#known.get(fingerprint);
    const discovery: Discovery = {
      fingerprint,
      name: name ?? before?.name ?? this.#nameFor(investigated.file.fingerprint),
      scenario,
      instance: smallest,
      investigated,
    };
    // One from before was not given out here.
    if (this.#waiting.delete(fingerprint)) countUp(this.#givenOut, scenario);
    this.#underWay.delete(fingerprint);
    this.#known.set(fingerprint, discovery);
    return discovery;
  }

  /** Whoever looked into it is lost. Whether it is tried again. */
  lose({ failure: { fingerprint } }: Suspect): boolean {
    this.#underWay.delete(fingerprint);
    if (countUp(this.#losses, fingerprint) >= LOSSES_MAX) return false;
    if (!this.#known.has(fingerprint)) this.#waiting.add(fingerprint);
    return true;
  }

  /** Somebody looked into it already and was lost. */
  wasLost({ failure }: Suspect): boolean {
    return this.#losses.has(failure.fingerprint);
  }

  #of(fingerprints: Iterable<string>): readonly Suspect[] {
    return [...fingerprints].map((fingerprint) => this.#suspects.get(fingerprint)).filter((one) => one !== undefined);
  }

  /** A run that cannot be repeated is reported as that, whatever it failed by: reports may coincide. */
  #nameFor(fingerprint: string): string {
    const taken = new Set(this.all.map(({ name }) => name));
    let name = fingerprint;
    for (let number = 2; taken.has(name); number++) name = `${fingerprint}-${number}`;
    return name;
  }
}

/** Of equals the one of the first scenario by name, whichever came in first. */
function smallerSuspect(a: Suspect, b: Suspect): Suspect {
  const [first, second] = a.scenario <= b.scenario ? [a, b] : [b, a];
  return smaller(first.failure.smallest, second.failure.smallest) === first.failure.smallest ? first : second;
}

function countOf(counts: ReadonlyMap<string, number>, key: string): number {
  return counts.get(key) ?? 0;
}

function countUp(counts: Map<string, number>, key: string): number {
  const count = countOf(counts, key) + 1;
  counts.set(key, count);
  return count;
}
