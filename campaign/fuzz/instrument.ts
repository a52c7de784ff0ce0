/** One strategy at work on a scenario, by a runner that searches and now and then looks at what an execution shows. */
import {
  type Coverage,
  createStrategy,
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
  /** Counts in every execution; empty where nobody asked. */
  readonly #coverage: readonly Coverage[];
  /** What the coverage's rows had counted before. */
  readonly #counted = new Map<string, number>();

  constructor(
    scenario: Scenario,
    strategy: string,
    { memory, faults, coverage }: CampaignSettings,
    corpus: readonly Tape[],
  ) {
    this.#coverage = coverage ? [...(scenario.coverage?.() ?? []), ...faultCoverage(scenario, faults)] : [];
    this.runner = new Runner(scenario, {
      strategy: createStrategy(strategy),
      memory,
      faults,
      coverage: this.#coverage,
    });
    if (this.runner.strategy instanceof GuidedStrategy) this.runner.strategy.start(corpus);
  }

  /** The strategy that played the last execution, of a mix its member. */
  get member(): string {
    const { strategy } = this.runner;
    return strategy.member ?? strategy.name;
  }

  /** What it does next follows from what it did before. */
  get learns(): boolean {
    return this.runner.strategy.taped === true;
  }

  /** The execution of `seed`; null when the strategy has nothing left to try. */
  run(seed: string, look: boolean): Outcome | null {
    const outcome = this.runner.tryRun(seed, look);
    this.features = look && outcome !== null ? this.runner.shown : null;
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
}
