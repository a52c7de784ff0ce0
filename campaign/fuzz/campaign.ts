/**
 * A campaign: many executions of many scenarios, given out in spans to a crew. It keeps the sums of
 * what comes back and one investigation of each distinct finding; what it prints or writes down is its
 * watcher's business. What it comes to follows from its settings and the executions that were played,
 * not from who played them or in which order.
 */
import { firstOf } from "../workers/first-of.ts";
import { Lanes } from "../workers/lanes.ts";
import { WorkerLost } from "../workers/lost.ts";
import type { Crew } from "./crew.ts";
import type { Discovery, Suspect } from "./discoveries.ts";
import { Orders } from "./orders.ts";
import type { Past } from "./past.ts";
import type { Span, SpanResult } from "./span.ts";
import type { Standing } from "./standing.ts";

/** How often the watcher is asked and told. */
const TICK_MS = 100;
/**
 * When it is to end, orders are asked to end too; so long is waited for them, and failures that came last
 * are told as they were found.
 */
const GRACE_MS = 1_000;

export interface Watcher {
  onSpan(result: SpanResult): void;
  /** A new finding, or a smaller execution of a known one. The campaign fails where this does. */
  onDiscovery(discovery: Discovery): Promise<void>;
  onProgress(): void;
  /** A worker was lost at `spans`, in words. */
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
  readonly #lanes: Lanes;
  readonly #playing = new Set<readonly Span[]>();
  #graceEndMs = Number.POSITIVE_INFINITY;
  #interrupted = false;
  /** What comes in from now on comes too late. */
  #closed = false;
  #failure: { readonly thrown: unknown } | null = null;

  /** Goes on from `standing`, in which the spans of `past` are entered already. */
  constructor(standing: Standing, past: Past, crew: Crew, watcher: Watcher) {
    this.#standing = standing;
    this.#orders = new Orders(standing, past, crew.lanes);
    this.#lanes = new Lanes(crew.lanes);
    this.#crew = crew;
    this.#watcher = watcher;
  }

  /** Until the budget is spent, all strategies are exhausted, or the watcher stops it. */
  async run(): Promise<End> {
    this.#standing.begin();
    try {
      await this.#work();
    } finally {
      this.#closed = true;
      await this.#crew.end();
    }
    if (this.#interrupted) return "interrupted";
    return this.#standing.accounts.every(({ exhausted }) => exhausted) ? "exhausted" : "budget";
  }

  async #work(): Promise<void> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure.thrown;
      this.#endInTime();
      this.#fill();
      if (this.#underWay.size === 0) return;
      if (performance.now() >= this.#graceEndMs) return this.#giveUp();
      await firstOf(this.#underWay, TICK_MS);
      this.#watcher.onProgress();
    }
  }

  #endInTime(): void {
    if (this.#graceEndMs < Number.POSITIVE_INFINITY) return;
    this.#interrupted = this.#watcher.stop();
    if (!this.#interrupted && this.#leftMs() > 0) return;
    this.#graceEndMs = performance.now() + GRACE_MS;
    this.#crew.hurry();
  }

  #leftMs(): number {
    const { plan, seconds } = this.#standing;
    return "seconds" in plan.budget ? (plan.budget.seconds - seconds) * 1000 : Number.POSITIVE_INFINITY;
  }

  /** Gives out work while the crew has room. */
  #fill(): void {
    // Whoever resumes finds in the journal what is left to do.
    while (!this.#interrupted && this.#underWay.size < this.#crew.size) {
      const lane = this.#lanes.take();
      const work = this.#next(lane);
      if (work === null) {
        this.#lanes.release(lane);
        return;
      }
      this.#launch(work, lane);
    }
  }

  /** What failed goes first, and also when the time is over. */
  #next(lane: number): Promise<void> | null {
    const { discoveries, plan } = this.#standing;
    const suspect = discoveries.next();
    if (suspect !== null) return this.#investigate(suspect, lane);
    const leftMs = this.#leftMs();
    const spans = leftMs > 0 ? this.#orders.next(leftMs, lane) : [];
    if (spans.length > 0) return this.#play(spans, leftMs, lane);
    // Only a counted campaign can be repeated, so only there it matters which execution stands for a finding.
    const smaller = "iterations" in plan.budget && this.#playing.size === 0 ? discoveries.nextSmaller() : null;
    return smaller === null ? null : this.#investigate(smaller, lane);
  }

  #launch(work: Promise<void>, lane: number): void {
    const settled = work
      .catch((thrown: unknown) => {
        this.#failure ??= { thrown };
      })
      .finally(() => {
        this.#lanes.release(lane);
        this.#underWay.delete(settled);
      });
    this.#underWay.add(settled);
  }

  async #play(spans: readonly Span[], leftMs: number, lane: number): Promise<void> {
    this.#playing.add(spans);
    try {
      const results = await this.#crew.play(spans, leftMs, lane);
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
    this.#standing.enter(span.scenario, result);
    if (exhausted) this.#orders.close(span.scenario);
    if (reached > span.from || exhausted) this.#watcher.onSpan(result);
    if (reached < span.to && !exhausted) this.#orders.putBack({ ...span, from: reached });
  }

  async #investigate(suspect: Suspect, lane: number): Promise<void> {
    const { discoveries } = this.#standing;
    const { scenario, failure } = suspect;
    // Shrinking may be what somebody died of: the second time it is told as it was found.
    const forMs = discoveries.wasLost(suspect) ? 0 : Math.max(0, this.#leftMs());
    try {
      const investigated = await this.#crew.investigate(scenario, failure, forMs, lane);
      if (!this.#closed) await this.#watcher.onDiscovery(discoveries.add(suspect, investigated));
    } catch (thrown) {
      if (!(thrown instanceof WorkerLost)) throw thrown;
      if (this.#closed) return;
      const { index } = failure.smallest;
      const again = discoveries.lose(suspect);
      const why = `${thrown.message} over the finding ${failure.fingerprint} of ${scenario}`;
      this.#watcher.onLoss([{ scenario, from: index, to: index + 1 }], why, !again);
    }
  }

  /** The time is over, and somebody does not come back. */
  #giveUp(): void {
    if (this.#interrupted) return;
    for (const spans of this.#playing) this.#watcher.onLoss(spans, "a worker did not come back in time", true);
  }
}
