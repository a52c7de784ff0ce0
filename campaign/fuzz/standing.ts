/** How a campaign stands: the sums of what came back so far, and what was made of its failures. */
import { type Scenario, Species } from "../../sim/index.ts";
import { Account } from "./account.ts";
import type { Shard } from "./blocks.ts";
import type { Budget } from "./budget.ts";
import { Discoveries } from "./discoveries.ts";
import type { Past } from "./past.ts";
import type { CampaignSettings } from "./settings.ts";
import type { SpanResult } from "./span.ts";

export interface Plan {
  readonly scenarios: readonly Scenario[];
  readonly settings: CampaignSettings;
  readonly budget: Budget;
  readonly shard: Shard | null;
}

export class Standing {
  readonly plan: Plan;
  /** One for each scenario, in order. */
  readonly accounts: readonly Account[];
  readonly discoveries = new Discoveries();
  readonly species = new Species();
  readonly #places: ReadonlyMap<string, number>;
  readonly #secondsBefore: number;
  #begunMs: number | null = null;

  constructor(plan: Plan, past: Past) {
    const { scenarios, settings } = plan;
    this.plan = plan;
    this.accounts = scenarios.map((scenario) => new Account(scenario, settings.faults));
    this.#places = new Map(scenarios.map(({ name }, at) => [name, at]));
    this.#secondsBefore = past.seconds;
    for (const span of past.spans) this.enter(span.scenario, span);
    // What the past had is not news.
    this.species.news();
    for (const { suspect, investigated, name } of past.findings) this.discoveries.add(suspect, investigated, name);
  }

  /** Work begins, or goes on: the clock runs. */
  begin(): void {
    this.#begunMs = performance.now();
  }

  /** Of work, with what was spent before. */
  get seconds(): number {
    return this.#secondsBefore + this.secondsHere;
  }

  /** Of work since it began or went on. */
  get secondsHere(): number {
    return this.#begunMs === null ? 0 : (performance.now() - this.#begunMs) / 1000;
  }

  get executions(): number {
    return this.accounts.reduce((sum, { executions }) => sum + executions, 0);
  }

  get steps(): number {
    return this.accounts.reduce((sum, { sums }) => sum + sums.steps, 0);
  }

  /** Where the scenario called `name` stands among all; -1 where it is none of them. */
  placeOf(name: string): number {
    return this.#places.get(name) ?? -1;
  }

  /** What executions of the scenario called `name` came to. */
  enter(name: string, { sums, exhausted, ms }: Pick<SpanResult, "sums" | "exhausted" | "ms">): void {
    const { sampled, features } = sums;
    this.species.merge({ executions: sampled, seen: features });
    this.discoveries.see(name, sums.failures);
    // Features are the whole campaign's; in an account they would only be added up once more.
    this.accounts[this.placeOf(name)]?.add({ sums: { ...sums, features: [] }, exhausted, ms });
  }
}
