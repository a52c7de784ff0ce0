/** This process: no start-up, one order at a time. It also is what each worker process has inside. */
import type { Scenario, Tape } from "../../sim/index.ts";
import { readCorpus } from "../corpus/corpus.ts";
import type { Crew } from "./crew.ts";
import { type Investigated, investigateFailure } from "./investigated.ts";
import { Player } from "./player.ts";
import type { CampaignSettings } from "./settings.ts";
import type { Failure, Span, SpanResult } from "./span.ts";

export class Alone implements Crew {
  readonly size = 1;
  readonly lanes = 1;
  readonly #settings: CampaignSettings;
  readonly #scenarioOf: (name: string) => Scenario | Promise<Scenario>;
  readonly #players = new Map<string, Player>();
  #corpus: ReadonlyMap<string, readonly Tape[]> | null = null;
  #hurried = false;

  constructor(settings: CampaignSettings, scenarioOf: (name: string) => Scenario | Promise<Scenario>) {
    this.#settings = settings;
    this.#scenarioOf = scenarioOf;
  }

  async play(spans: readonly Span[], forMs: number): Promise<readonly SpanResult[]> {
    const endMs = performance.now() + forMs;
    const results: SpanResult[] = [];
    for (const span of spans) {
      const player = await this.#player(span.scenario);
      results.push(await player.play(span, () => this.#hurried || performance.now() >= endMs));
    }
    return results;
  }

  async investigate(scenario: string, failure: Failure, forMs: number): Promise<Investigated> {
    const endMs = performance.now() + forMs;
    const shouldStop = (): boolean => performance.now() >= endMs;
    return investigateFailure(await this.#scenarioOf(scenario), this.#settings, failure, shouldStop);
  }

  hurry(): void {
    this.#hurried = true;
  }

  async end(): Promise<void> {
    this.#hurried = true;
  }

  async #player(name: string): Promise<Player> {
    const known = this.#players.get(name);
    if (known !== undefined) return known;
    const { corpus } = this.#settings;
    // Nobody writes there during a campaign. What cannot be read its start has warned of.
    this.#corpus ??= corpus === null ? new Map() : readCorpus(corpus, () => undefined);
    const player = new Player(await this.#scenarioOf(name), this.#settings, this.#corpus.get(name));
    this.#players.set(name, player);
    return player;
  }
}
