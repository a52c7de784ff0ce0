/**
 * A campaign: many executions of many scenarios in fair turns. It keeps counters and one report for
 * each distinct finding; what it prints is its caller's business.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { type Failure, investigateFailure, type Recording, type Report, type Scenario } from "../../sim/index.ts";
import { type Budget, nextRound, share } from "./budget.ts";
import { Hunt, type HuntSettings } from "./hunt.ts";

/** A scenario that fails in more ways than this is broken altogether: the rest is only counted. */
const FINDINGS_PER_SCENARIO_MAX = 20;
/** Signals and timers get their turn this often. */
const YIELD_EVERY_MS = 50;

/** One distinct finding: how often it showed, and where first. */
export interface Discovery {
  readonly report: Report;
  /** The execution as it was found, recorded. */
  readonly original: Recording;
  readonly hunt: Hunt;
  /** What its file is called: the fingerprint, numbered where two scenarios share one. */
  readonly name: string;
  count: number;
}

export interface Watcher {
  onDiscovery(discovery: Discovery): void;
  onProgress(campaign: Campaign, at: Hunt): void;
  /** Asked between executions. */
  stop(): boolean;
}

export class Campaign {
  readonly hunts: readonly Hunt[];
  /** By fingerprint, in order of discovery. */
  readonly discoveries = new Map<string, Discovery>();
  /** Fingerprints that a scenario had beyond its limit: counted, not investigated. */
  readonly beyond = new Map<string, Hunt>();
  readonly #budget: Budget;
  readonly #watcher: Watcher;
  readonly #startMs = performance.now();
  #yieldedMs = this.#startMs;

  constructor(scenarios: readonly Scenario[], settings: HuntSettings, budget: Budget, watcher: Watcher) {
    this.hunts = scenarios.map((scenario) => new Hunt(scenario, settings));
    this.#budget = budget;
    this.#watcher = watcher;
  }

  get executions(): number {
    return this.hunts.reduce((sum, hunt) => sum + hunt.executions, 0);
  }

  get steps(): number {
    return this.hunts.reduce((sum, hunt) => sum + hunt.tally.steps, 0);
  }

  get seconds(): number {
    return (performance.now() - this.#startMs) / 1000;
  }

  /** Hunts until the budget is spent, all strategies are exhausted, or the watcher stops it. */
  async run(): Promise<void> {
    let round: number | null = null;
    let tookMs = 0;
    while (!this.#over() && this.hunts.some((hunt) => this.#left(hunt) > 0)) {
      const beganMs = performance.now();
      round = nextRound(round, tookMs);
      for (const hunt of this.hunts) await this.#turn(hunt, Math.min(round, this.#left(hunt)));
      // Counted budgets do not look at the clock, so that the same command takes the same turns everywhere.
      tookMs = "seconds" in this.#budget ? performance.now() - beganMs : 0;
    }
  }

  async #turn(hunt: Hunt, count: number): Promise<void> {
    const until = hunt.executions + count;
    while (hunt.executions < until && !hunt.exhausted && !this.#over()) {
      hunt.turn(
        until - hunt.executions,
        () => this.#over() || this.#yieldIsDue(),
        (failure) => this.#failed(hunt, failure),
      );
      this.#watcher.onProgress(this, hunt);
      if (!this.#yieldIsDue()) continue;
      await nextTurn();
      this.#yieldedMs = performance.now();
    }
  }

  #yieldIsDue(): boolean {
    return performance.now() - this.#yieldedMs >= YIELD_EVERY_MS;
  }

  /** Executions that are left to `hunt`. */
  #left(hunt: Hunt): number {
    if (hunt.exhausted) return 0;
    if ("seconds" in this.#budget) return Number.POSITIVE_INFINITY;
    return share(this.#budget.iterations, this.hunts.indexOf(hunt), this.hunts.length) - hunt.executions;
  }

  #over(): boolean {
    return ("seconds" in this.#budget && this.seconds >= this.#budget.seconds) || this.#watcher.stop();
  }

  #failed(hunt: Hunt, failure: Failure): void {
    const { fingerprint } = failure;
    const known = this.discoveries.get(fingerprint);
    if (known !== undefined) {
      known.count++;
      return;
    }
    if (this.beyond.has(fingerprint)) return;
    const investigated = [...this.discoveries.values()].filter((discovery) => discovery.hunt === hunt);
    if (investigated.length >= FINDINGS_PER_SCENARIO_MAX) {
      this.beyond.set(fingerprint, hunt);
      return;
    }
    const { runner } = hunt;
    const original =
      failure.tape === null ? runner.record(failure.seed, false) : runner.replay(failure.tape, "strict", false);
    const report = investigateFailure(runner, failure);
    // A run that cannot be repeated is reported as that, whatever it failed by: reports may coincide.
    const alike = [...this.discoveries.values()].filter((other) => other.report.fingerprint === report.fingerprint);
    const name = alike.length === 0 ? report.fingerprint : `${report.fingerprint}-${alike.length + 1}`;
    const discovery: Discovery = { report, original, hunt, name, count: 1 };
    this.discoveries.set(fingerprint, discovery);
    this.#watcher.onDiscovery(discovery);
  }
}
