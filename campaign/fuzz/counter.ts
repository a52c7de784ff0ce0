/** Counts executions as they come, and gives their sums. */
import { type FaultKind, type Outcome, type Scenario, Species } from "../../sim/index.ts";
import { smaller } from "./add.ts";
import { isExpected } from "./expectation.ts";
import type { CoverageSum, Failure, Instance, PlayedBy, Sums } from "./span.ts";

type Open<T> = { -readonly [K in keyof T]: T[K] };

export class Counter {
  readonly #scenario: Scenario;
  #executions = 0;
  #steps = 0;
  #conflicts = 0;
  #virtualTimeNs = 0;
  #schedule: number | null = null;
  #schedulesDiffer = false;
  readonly #faults = new Map<FaultKind, [offered: number, struck: number]>();
  readonly #strategies = new Map<string, Open<PlayedBy>>();
  readonly #failures = new Map<string, Open<Failure>>();
  readonly #species = new Species();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** `tape` encodes the execution where no seed repeats it; it is asked only where it failed. */
  add(index: number, outcome: Outcome, member: string, strategy: string, tape: () => string | null): void {
    this.#executions++;
    this.#steps += outcome.steps;
    this.#conflicts += outcome.conflicts;
    if (outcome.virtualTimeNs > this.#virtualTimeNs) this.#virtualTimeNs = outcome.virtualTimeNs;
    if (this.#schedule === null) this.#schedule = outcome.scheduleHash;
    else if (this.#schedule !== outcome.scheduleHash) this.#schedulesDiffer = true;
    for (const { fault, offered, struck } of outcome.faults) this.#addFault(fault, offered, struck);
    const played = this.#playedBy(member);
    played.executions++;
    if (outcome.finding === null || outcome.fingerprint === null) return;
    played.failures++;
    const { steps, switches } = outcome;
    this.#fail(outcome.fingerprint, outcome.finding, { index, steps, switches, strategy, tape: null }, tape);
  }

  /** The features of one of them. */
  sample(features: Iterable<number>): void {
    this.#species.add(features);
  }

  /** `coverage` is what they reached. */
  sums(coverage: readonly CoverageSum[]): Sums {
    const { executions: sampled, seen: features } = this.#species.news();
    return {
      executions: this.#executions,
      steps: this.#steps,
      conflicts: this.#conflicts,
      virtualTimeNs: this.#virtualTimeNs,
      schedule: this.#schedule,
      schedulesDiffer: this.#schedulesDiffer,
      faults: [...this.#faults].map(([fault, [offered, struck]]) => [fault, offered, struck]),
      strategies: Object.fromEntries(this.#strategies),
      failures: [...this.#failures.values()],
      otherFailures: 0,
      coverage,
      sampled,
      features,
    };
  }

  #addFault(fault: FaultKind, offered: number, struck: number): void {
    const total = this.#faults.get(fault);
    if (total === undefined) {
      this.#faults.set(fault, [offered, struck]);
      return;
    }
    total[0] += offered;
    total[1] += struck;
  }

  #playedBy(member: string): Open<PlayedBy> {
    const known = this.#strategies.get(member);
    if (known !== undefined) return known;
    const played = { executions: 0, failures: 0 };
    this.#strategies.set(member, played);
    return played;
  }

  #fail(fingerprint: string, finding: Failure["finding"], instance: Instance, tape: () => string | null): void {
    const known = this.#failures.get(fingerprint);
    if (known === undefined) {
      const expected = isExpected(finding, this.#scenario);
      const smallest = { ...instance, tape: tape() };
      this.#failures.set(fingerprint, { fingerprint, finding, expected, count: 1, first: instance.index, smallest });
      return;
    }
    known.count++;
    if (smaller(instance, known.smallest) !== instance) return;
    known.smallest = { ...instance, tape: tape() };
    known.finding = finding;
  }
}
