/**
 * A campaign: many executions of many scenarios, given out in spans to a crew. It keeps the sums of
 * what comes back and one investigation of each distinct finding; what it prints or writes down is its
 * watcher's business. What it comes to follows from its settings and the executions that were played,
 * not from who played them or in which order.
 */
import { setTimeout as pause } from "node:timers/promises";
import { WorkerLost } from "../workers/lost.ts";
import type { Crew } from "./crew.ts";
import type { Discovery, Suspect } from "./discoveries.ts";
import { Orders } from "./orders.ts";
import type { Past } from "./past.ts";
import type { Span, SpanResult } from "./span.ts";
import type { Standing } from "./standing.ts";

/** How often the watcher is asked and told. */
const TICK_MS = 100;
/** Orders end by themselves when the time is over, or are asked to; so long is waited for them. */
const GRACE_MS = 3_000;

export interface Watcher {
  onSpan(result: SpanResult): void;
  /** A new finding, or a smaller execution of a known one. */
  onDiscovery(discovery: Discovery): void;
  onProgress(): void;
  /** A worker was lost at `spans` (none where it investigated), in words. */
  onLoss(spans: readonly Span[], why: string, givenUp: boolean): void;
  /** Asked every now and then. */
  stop(): boolean;
}

/** How it ended. */
export type End = "budget" | "exhausted" | "interrupted";

export class Campaign {
  readonly #standing: Standing;
  readonly #orders: Orders;
  readonly #crew: Crew;
  readonly #watcher: Watcher;
  readonly #underWay = new Set<Promise<void>>();
  readonly #playing = new Set<readonly Span[]>();
  #graceEndMs = Number.POSITIVE_INFINITY;
  #interrupted = false;
  /** What comes in from now on comes too late. */
  #closed = false;
  #failure: { readonly thrown: unknown } | null = null;
  /** Something failed that may be new. */
  #suspicious = true;

  /** Goes on from `standing`, in which the spans of `past` are entered already. */
  constructor(standing: Standing, past: Past, crew: Crew, watcher: Watcher) {
    this.#standing = standing;
    this.#orders = new Orders(standing, past);
    this.#crew = crew;
    this.#watcher = watcher;
  }

  /** Until the budget is spent, all strategies are exhausted, or the watcher stops it. */
  async run(): Promise<End> {
    const { accounts, plan } = this.#standing;
    this.#standing.begin();
    try {
      await this.#work();
      // Only a counted campaign can be repeated, so only there it matters which execution stands for a finding.
      if (!this.#interrupted && "iterations" in plan.budget) await this.#investigateSmaller();
    } finally {
      this.#closed = true;
      await this.#crew.end();
    }
    if (this.#interrupted) return "interrupted";
    return accounts.every(({ exhausted }) => exhausted) ? "exhausted" : "budget";
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
      this.#watcher.onProgress();
    }
  }

  async #investigateSmaller(): Promise<void> {
    const { accounts, discoveries } = this.#standing;
    for (;;) {
      const suspect = discoveries.nextSmaller(accounts);
      if (suspect === null) return;
      await this.#investigate(suspect);
      this.#watcher.onProgress();
    }
  }

  #leftMs(): number {
    if (this.#interrupted) return 0;
    const { plan, seconds } = this.#standing;
    return "seconds" in plan.budget ? (plan.budget.seconds - seconds) * 1000 : Number.POSITIVE_INFINITY;
  }

  #interrupt(): void {
    this.#interrupted = true;
    this.#crew.hurry();
  }

  /** Gives out work while the crew has room: what failed goes first, and also when the time is over. */
  #fill(leftMs: number): void {
    const { accounts, discoveries } = this.#standing;
    while (this.#underWay.size < this.#crew.size) {
      const suspect = this.#suspicious ? discoveries.next(accounts) : null;
      this.#suspicious = suspect !== null;
      if (suspect !== null) {
        this.#launch(this.#investigate(suspect));
        continue;
      }
      const spans = leftMs <= 0 ? [] : this.#orders.next();
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
    const { span, reached, exhausted, sums } = result;
    this.#standing.enter(span.scenario, result);
    if (exhausted) this.#orders.close(span.scenario);
    if (sums.failures.length > 0) this.#suspicious = true;
    if (reached > span.from || exhausted) this.#watcher.onSpan(result);
    if (reached < span.to && !exhausted) this.#orders.putBack({ ...span, from: reached });
  }

  async #investigate(suspect: Suspect): Promise<void> {
    try {
      const investigated = await this.#crew.investigate(suspect.scenario, suspect.failure);
      if (!this.#closed) this.#watcher.onDiscovery(this.#standing.discoveries.add(suspect, investigated));
    } catch (thrown) {
      if (!(thrown instanceof WorkerLost)) throw thrown;
      this.#suspicious = true;
      const again = this.#standing.discoveries.lose(suspect);
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
