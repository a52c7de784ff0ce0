/**
 * A campaign: many executions of many scenarios, given out in spans to a crew. It keeps the sums of
 * what comes back and one investigation of each distinct finding; what it prints or writes down is its
 * watcher's business. What it comes to follows from its settings and the executions that were played,
 * not from who played them or in which order.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type Scenario, Species } from "../../sim/index.ts";
import { WorkerLost } from "../workers/lost.ts";
import { Account } from "./account.ts";
import type { Shard } from "./blocks.ts";
import { type Budget, share } from "./budget.ts";
import type { Crew } from "./crew.ts";
import { Discoveries, type Discovery, type Suspect } from "./discoveries.ts";
import { Ledger } from "./ledger.ts";
import { Orders } from "./orders.ts";
import type { Past } from "./past.ts";
import { Rounds } from "./rounds.ts";
import type { CampaignSettings } from "./settings.ts";
import type { Span, SpanResult } from "./span.ts";

/** How often the watcher is asked and told. */
const TICK_MS = 100;
/** Orders end by themselves when the time is over, or are asked to; so long is waited for them. */
const GRACE_MS = 3_000;

export interface Watcher {
  onSpan(result: SpanResult): void;
  /** A new finding, or a smaller execution of a known one. */
  onDiscovery(discovery: Discovery): void;
  onProgress(campaign: Campaign): void;
  /** A worker was lost at `spans` (none where it investigated), in words. */
  onLoss(spans: readonly Span[], why: string, givenUp: boolean): void;
  /** Asked every now and then. */
  stop(): boolean;
}

export interface Plan {
  readonly scenarios: readonly Scenario[];
  readonly settings: CampaignSettings;
  readonly budget: Budget;
  readonly shard: Shard | null;
}

/** How it ended. */
export type End = "budget" | "exhausted" | "interrupted";

export class Campaign {
  readonly plan: Plan;
  /** One for each scenario, in order. */
  readonly accounts: readonly Account[];
  readonly discoveries = new Discoveries();
  readonly species = new Species();
  /** Of the accounts. */
  readonly #places: ReadonlyMap<string, number>;
  readonly #ledgers: readonly Ledger[];
  readonly #orders: Orders;
  readonly #crew: Crew;
  readonly #watcher: Watcher;
  readonly #past: Past;
  readonly #startMs = performance.now();
  readonly #underWay = new Set<Promise<void>>();
  readonly #playing = new Set<readonly Span[]>();
  #graceEndMs = Number.POSITIVE_INFINITY;
  #interrupted = false;
  /** What comes in from now on comes too late. */
  #closed = false;
  #failure: { readonly thrown: unknown } | null = null;
  /** Something failed that may be new. */
  #suspicious = true;

  constructor(plan: Plan, crew: Crew, past: Past, watcher: Watcher) {
    const { scenarios, settings, budget, shard } = plan;
    this.plan = plan;
    this.#crew = crew;
    this.#past = past;
    this.#watcher = watcher;
    this.accounts = scenarios.map((scenario) => new Account(scenario, settings.faults));
    this.#places = new Map(scenarios.map(({ name }, at) => [name, at]));
    for (const { suspect, investigated, name } of past.findings) this.discoveries.add(suspect, investigated, name);
    const counted = "iterations" in budget;
    this.#ledgers = scenarios.map(
      ({ name }, at) =>
        new Ledger({
          scenario: name,
          at,
          share: counted ? share(budget.iterations, at, scenarios.length) : Number.POSITIVE_INFINITY,
          shard,
          whole: settings.strategy === "guided",
          done: past.spans.filter((span) => span.scenario === name),
        }),
    );
    this.#orders = new Orders(this.accounts, new Rounds(this.#ledgers, counted));
    for (const span of past.spans) this.#enter(span.scenario, span);
    // What the past had is not news.
    this.species.news();
  }

  get executions(): number {
    return this.accounts.reduce((sum, { executions }) => sum + executions, 0);
  }

  get steps(): number {
    return this.accounts.reduce((sum, { sums }) => sum + sums.steps, 0);
  }

  /** Of work, with what was spent before. */
  get seconds(): number {
    return this.#past.seconds + (performance.now() - this.#startMs) / 1000;
  }

  /** Until the budget is spent, all strategies are exhausted, or the watcher stops it. */
  async run(): Promise<End> {
    try {
      await this.#work();
      // Only a counted campaign can be repeated, so only there it matters which execution stands for a finding.
      if (!this.#interrupted && "iterations" in this.plan.budget) await this.#investigateSmaller();
    } finally {
      this.#closed = true;
      await this.#crew.end();
    }
    if (this.#interrupted) return "interrupted";
    return this.accounts.every(({ exhausted }) => exhausted) ? "exhausted" : "budget";
  }

  async #work(): Promise<void> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure.thrown;
      if (!this.#interrupted && this.#watcher.stop()) this.#interrupt();
      const leftMs = this.#leftMs();
      if (leftMs <= 0) this.#graceEndMs = Math.min(this.#graceEndMs, performance.now() + GRACE_MS);
      this.#fill(leftMs);
      if (this.#underWay.size === 0) return;
      if (performance.now() >= this.#graceEndMs) return this.#giveUp();
      await this.#tick();
      this.#watcher.onProgress(this);
    }
  }

  async #investigateSmaller(): Promise<void> {
    for (;;) {
      const suspect = this.discoveries.nextSmaller(this.accounts);
      if (suspect === null) return;
      await this.#investigate(suspect);
      this.#watcher.onProgress(this);
    }
  }

  #leftMs(): number {
    if (this.#interrupted) return 0;
    const { budget } = this.plan;
    return "seconds" in budget ? (budget.seconds - this.seconds) * 1000 : Number.POSITIVE_INFINITY;
  }

  #interrupt(): void {
    this.#interrupted = true;
    this.#crew.hurry();
  }

  /** Gives out work while the crew has room: what failed goes first, and also when the time is over. */
  #fill(leftMs: number): void {
    while (this.#underWay.size < this.#crew.size) {
      const suspect = this.#suspicious ? this.discoveries.next(this.accounts) : null;
      this.#suspicious = suspect !== null;
      if (suspect !== null) {
        this.#launch(this.#investigate(suspect));
        continue;
      }
      const spans = leftMs <= 0 ? [] : this.#orders.next(this.seconds - this.#past.seconds);
      if (spans.length === 0) return;
      this.#launch(this.#play(spans, leftMs));
    }
  }

  #launch(work: Promise<void>): void {
    const settled = work
      .catch((thrown: unknown) => {
        this.#failure ??= { thrown };
      })
      .finally(() => this.#underWay.delete(settled));
    this.#underWay.add(settled);
  }

  async #play(spans: readonly Span[], leftMs: number): Promise<void> {
    this.#playing.add(spans);
    try {
      const results = await this.#crew.play(spans, leftMs);
      if (this.#closed) return;
      for (const result of results) this.#settle(result);
    } catch (thrown) {
      if (!(thrown instanceof WorkerLost)) throw thrown;
      if (this.#closed) return;
      const again = this.#orders.lose(spans);
      this.#watcher.onLoss(spans, thrown.message, !again);
    } finally {
      this.#playing.delete(spans);
    }
  }

  #settle(result: SpanResult): void {
    const { span, reached, exhausted } = result;
    this.#enter(span.scenario, result);
    if (reached > span.from || exhausted) this.#watcher.onSpan(result);
    if (reached < span.to && !exhausted) this.#orders.putBack({ ...span, from: reached });
  }

  #enter(name: string, { sums, exhausted, ms }: Pick<SpanResult, "sums" | "exhausted" | "ms">): void {
    const { sampled, features } = sums;
    this.species.merge({ executions: sampled, seen: features });
    // Features are the whole campaign's; here they would only be added up once more.
    const at = this.#places.get(name) ?? -1;
    this.accounts[at]?.add({ sums: { ...sums, features: [] }, exhausted, ms });
    if (exhausted) this.#ledgers[at]?.close();
    if (sums.failures.length > 0) this.#suspicious = true;
  }

  async #investigate(suspect: Suspect): Promise<void> {
    try {
      const investigated = await this.#crew.investigate(suspect.scenario, suspect.failure);
      if (!this.#closed) this.#watcher.onDiscovery(this.discoveries.add(suspect, investigated));
    } catch (thrown) {
      if (!(thrown instanceof WorkerLost)) throw thrown;
      this.#suspicious = true;
      const again = this.discoveries.lose(suspect);
      const why = `${thrown.message} over a finding of ${suspect.scenario}, ${suspect.failure.fingerprint}`;
      if (!this.#closed) this.#watcher.onLoss([], why, !again);
    }
  }

  /** The time is over, and somebody does not come back. */
  #giveUp(): void {
    if (this.#interrupted) return;
    for (const spans of this.#playing) this.#watcher.onLoss(spans, "a worker did not come back in time", true);
  }

  /** Until something comes back, or for a moment. */
  async #tick(): Promise<void> {
    const timer = new AbortController();
    const moment = pause(TICK_MS, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([moment, ...this.#underWay]);
    timer.abort();
  }
}
