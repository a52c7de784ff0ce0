/** The distinct findings of a campaign: which executions are investigated, and what it came to. */
import type { Account } from "./account.ts";
import { smaller } from "./add.ts";
import type { Investigated } from "./investigated.ts";
import type { Failure, Instance } from "./span.ts";

/** A scenario that fails in more ways than this is broken altogether: the rest is only counted. */
const FINDINGS_PER_SCENARIO_MAX = 20;
/** Whoever investigates a failure is lost so often before it is given up. */
const LOSSES_MAX = 2;

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
  /** By fingerprint, in order of discovery. */
  readonly #known = new Map<string, Discovery>();
  /** Beyond a scenario's limit, or lost with whoever investigated them: counted only. */
  readonly #countedOnly = new Map<string, string>();
  /** By fingerprint, the scenario. */
  readonly #underWay = new Map<string, string>();
  readonly #losses = new Map<string, number>();

  get all(): readonly Discovery[] {
    return [...this.#known.values()];
  }

  /** The scenarios of findings that are only counted. */
  get countedOnly(): readonly string[] {
    return [...this.#countedOnly.values()];
  }

  /** A failure that has to be looked into, which is under way from now on; null when there is none. */
  next(accounts: readonly Account[]): Suspect | null {
    for (const suspect of suspectsOf(accounts)) {
      const { fingerprint } = suspect.failure;
      if (this.#known.has(fingerprint) || this.#countedOnly.has(fingerprint) || this.#underWay.has(fingerprint)) {
        continue;
      }
      if (this.#of(suspect.scenario) >= FINDINGS_PER_SCENARIO_MAX) {
        this.#countedOnly.set(fingerprint, suspect.scenario);
        continue;
      }
      this.#underWay.set(fingerprint, suspect.scenario);
      return suspect;
    }
    return null;
  }

  /** A known finding that a smaller execution showed than the one that was investigated; null when there is none. */
  nextSmaller(accounts: readonly Account[]): Suspect | null {
    for (const suspect of suspectsOf(accounts)) {
      const { fingerprint, smallest } = suspect.failure;
      const known = this.#known.get(fingerprint);
      if (known === undefined || this.#underWay.has(fingerprint)) continue;
      if (known.scenario === suspect.scenario && known.instance.index === smallest.index) continue;
      this.#underWay.set(fingerprint, suspect.scenario);
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
    this.#underWay.delete(fingerprint);
    this.#known.set(fingerprint, discovery);
    return discovery;
  }

  /** Whoever looked into it is lost. Whether it is tried again. */
  lose({ scenario, failure: { fingerprint } }: Suspect): boolean {
    const losses = 1 + (this.#losses.get(fingerprint) ?? 0);
    this.#losses.set(fingerprint, losses);
    this.#underWay.delete(fingerprint);
    if (losses < LOSSES_MAX) return true;
    if (!this.#known.has(fingerprint)) this.#countedOnly.set(fingerprint, scenario);
    return false;
  }

  /** Those of `scenario` that are known or under way. */
  #of(scenario: string): number {
    const owners = [...this.all.map((discovery) => discovery.scenario), ...this.#underWay.values()];
    return owners.filter((owner) => owner === scenario).length;
  }

  /** A run that cannot be repeated is reported as that, whatever it failed by: reports may coincide. */
  #nameFor(fingerprint: string): string {
    const alike = this.all.filter(({ investigated }) => investigated.file.fingerprint === fingerprint);
    return alike.length === 0 ? fingerprint : `${fingerprint}-${alike.length + 1}`;
  }
}

/** Each unexpected way to fail with its smallest instance, of equals the one of the first scenario. */
export function suspectsOf(accounts: readonly Account[]): readonly Suspect[] {
  const suspects = new Map<string, Suspect>();
  for (const { scenario, unexpected } of accounts) {
    for (const failure of unexpected) {
      const { fingerprint, smallest } = failure;
      const known = suspects.get(fingerprint);
      if (known !== undefined && smaller(known.failure.smallest, smallest) === known.failure.smallest) continue;
      suspects.set(fingerprint, { scenario: scenario.name, failure });
    }
  }
  return [...suspects.values()];
}
