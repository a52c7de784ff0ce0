/**
 * What goes through the queue. An order says by which version and of which scenarios it is meant, since
 * a worker elsewhere may have others. Its id follows from what it asks for and nothing else, so whoever
 * asks again, such as a coordinator that came back, finds what is there already.
 */
import { createHash } from "node:crypto";
import { faultText, headerOf, type Scenario, VERSION } from "../../sim/index.ts";
import type { CampaignSettings } from "../fuzz/settings.ts";
import type { Failure, Span } from "../fuzz/span.ts";
import type { Answer } from "../workers/pool.ts";

export interface PlayWork {
  readonly spans: readonly Span[];
  readonly forMs: number;
}

export interface InvestigateWork {
  readonly scenario: string;
  readonly failure: Failure;
  readonly forMs: number;
}

export type Work = PlayWork | InvestigateWork;

export interface Order {
  readonly version: string;
  readonly settings: CampaignSettings;
  /** What each scenario of the order asks, as a hash. */
  readonly models: Readonly<Record<string, string>>;
  readonly work: Work;
}

/** What a worker says: an answer, or that its process was lost over the order. */
export type Reply = Answer | { readonly lost: string };

/** Changes where its options or faults do: then the same seed is another execution. */
export function modelOf(scenario: Scenario, { memory, faults }: CampaignSettings): string {
  return headerOf(scenario, memory, faults).options;
}

/** The scenarios that `work` is about. */
export function scenariosOf(work: Work): readonly string[] {
  return "spans" in work ? [...new Set(work.spans.map(({ scenario }) => scenario))] : [work.scenario];
}

/** What all orders of a campaign have in front of their ids. */
export function campaignId(settings: CampaignSettings, models: Order["models"]): string {
  const { seed, strategy, memory, faults, coverage } = settings;
  const scenarios = Object.entries(models).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash([VERSION, seed, strategy, memory, faultText(faults), coverage, scenarios]);
}

/** `attempt` counts those before it that came to nothing. How long it may take makes no difference. */
export function orderId(campaign: string, work: Work, attempt: number): string {
  const what = "spans" in work ? work.spans : [work.scenario, work.failure.fingerprint, work.failure.smallest];
  return `${campaign}-${hash([what, attempt])}`;
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 20);
}
