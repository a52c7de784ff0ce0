/** A crew of processes on this machine, as `fuzz --jobs` wants it. */
import { WorkerPool } from "../workers/pool.ts";
import type { Crew } from "./crew.ts";
import type { Investigated } from "./investigated.ts";
import type { CampaignSettings } from "./settings.ts";
import type { Failure, Span, SpanResult } from "./span.ts";

/** What all orders of a campaign have in common. */
export interface Shared {
  /** As `--config`; null where it was not given. */
  readonly config: string | null;
  readonly settings: CampaignSettings;
}

export interface PlayTask extends Shared {
  readonly spans: readonly Span[];
  readonly forMs: number;
}

export interface InvestigateTask extends Shared {
  readonly scenario: string;
  readonly failure: Failure;
  readonly forMs: number;
}

/** Shrinking takes 2,000 executions, which may be long ones. */
const INVESTIGATION_MS = 60_000;

export class Processes implements Crew {
  readonly #shared: Shared;
  /** One process each: what a lane's process has loaded and compiled it goes on using. */
  readonly #lanes: readonly WorkerPool[];

  constructor(size: number, shared: Shared, patienceMs?: number) {
    this.#shared = shared;
    this.#lanes = Array.from({ length: size }, () => new WorkerPool(1, patienceMs));
  }

  get size(): number {
    return this.#lanes.length;
  }

  get lanes(): number {
    return this.#lanes.length;
  }

  async play(spans: readonly Span[], forMs: number, lane: number): Promise<readonly SpanResult[]> {
    const task: PlayTask = { ...this.#shared, spans, forMs: asNumber(forMs) };
    return (await this.#pool(lane).ask("play", task)) as readonly SpanResult[];
  }

  async investigate(scenario: string, failure: Failure, forMs: number, lane: number): Promise<Investigated> {
    const task: InvestigateTask = { ...this.#shared, scenario, failure, forMs: asNumber(forMs) };
    return (await this.#pool(lane).ask("investigate", task, Math.min(forMs, INVESTIGATION_MS))) as Investigated;
  }

  hurry(): void {
    // Ctrl-C reached them too. Told to stop by other means, they are not asked: an order is soon done.
  }

  async end(): Promise<void> {
    await Promise.all(this.#lanes.map((pool) => pool.end()));
  }

  #pool(lane: number): WorkerPool {
    return this.#lanes[lane % this.#lanes.length] as WorkerPool; // there is at least one
  }
}

/** Infinity is no number in a message. */
export function asNumber(ms: number): number {
  return Math.min(ms, Number.MAX_SAFE_INTEGER);
}
