/**
 * One strategy at work on a scenario: a runner that searches, and another that also looks at what an
 * execution shows, which is slower and so done now and then.
 */
import {
  type Coverage,
  createStrategy,
  FeatureListener,
  GuidedStrategy,
  type Outcome,
  Runner,
  type Scenario,
  type Tape,
} from "../../sim/index.ts";
import { faultCoverage } from "./fault-coverage.ts";
import type { CampaignSettings } from "./settings.ts";
import type { CoverageSum } from "./span.ts";

export class Instrument {
  readonly runner: Runner;
  /** Of the last execution; null where nobody looked. */
  features: readonly number[] | null = null;
  readonly #create: (coverage: readonly Coverage[], features: FeatureListener | null) => Runner;
  readonly #scenario: Scenario;
  /** Counts in every execution; empty where nobody asked. */
  readonly #coverage: readonly Coverage[];
  /** Played the last execution. */
  #last: Runner;
  /** What the coverage's rows had counted before. */
  readonly #counted = new Map<string, number>();
  #looking: { readonly runner: Runner; readonly listener: FeatureListener } | null = null;

  constructor(
    scenario: Scenario,
    strategy: string,
    { memory, faults, coverage }: CampaignSettings,
    corpus: readonly Tape[],
  ) {
    this.#scenario = scenario;
    this.#coverage = coverage ? [...(scenario.coverage?.() ?? []), ...faultCoverage(scenario, faults)] : [];
    this.#create = (own, features) =>
      new Runner(scenario, {
        strategy: createStrategy(strategy),
        memory,
        faults,
        coverage: features === null ? own : [...own, features],
      });
    this.runner = this.#create(this.#coverage, null);
    if (this.runner.strategy instanceof GuidedStrategy) this.runner.strategy.start(corpus);
    this.#last = this.runner;
  }

  /** The strategy that played the last execution, of a mix its member. */
  get member(): string {
    const { strategy } = this.#last;
    return strategy.member ?? strategy.name;
  }

  /** What it does next follows from what it did before. */
  get learns(): boolean {
    return this.runner.strategy.taped === true;
  }

  /** The execution of `seed`; null when the strategy has nothing left to try. */
  run(seed: string, look: boolean): Outcome | null {
    this.features = null;
    if (!look || this.runner.strategy.systematic || this.learns) {
      this.#last = this.runner;
      const outcome = this.runner.tryRun(seed);
      if (look) this.features = this.runner.shown;
      return outcome;
    }
    const { runner, listener } = this.#look();
    this.#last = runner;
    const outcome = runner.tryRun(seed);
    this.features = listener.features();
    return outcome;
  }

  /** The tapes that it found worth keeping since it was restarted. */
  get kept(): readonly Tape[] {
    const { strategy } = this.runner;
    return strategy instanceof GuidedStrategy ? strategy.kept() : [];
  }

  /** Forgets what earlier executions taught. */
  restart(): void {
    this.runner.strategy.restart?.();
  }

  /** What the coverage has counted since it was last asked. */
  newCoverage(): CoverageSum[] {
    return this.#coverage.flatMap((coverage) =>
      coverage.rows().map((row) => {
        const key = `${coverage.name}\n${row.subject}\n${row.outcome}`;
        const before = this.#counted.get(key) ?? 0;
        this.#counted.set(key, row.count);
        return { name: coverage.name, area: coverage.area, ...row, count: row.count - before };
      }),
    );
  }

  #look(): { readonly runner: Runner; readonly listener: FeatureListener } {
    if (this.#looking !== null) return this.#looking;
    const listener = new FeatureListener(this.#scenario.coverage?.() ?? []);
    this.#looking = { runner: this.#create(this.#coverage, listener), listener };
    return this.#looking;
  }
}
