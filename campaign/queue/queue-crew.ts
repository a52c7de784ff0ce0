/**
 * A crew of whoever listens to a queue, as `fuzz --queue` wants it.
 *
 * A job is removed at the first look after its reply was handed over, not at once: by then the campaign
 * has written it into its journal. A coordinator that dies before is resumed, asks again, and is given
 * the reply that is there.
 */
import { setTimeout as pause } from "node:timers/promises";
import { createStrategy, type Scenario, VERSION } from "../../sim/index.ts";
import type { Crew } from "../fuzz/crew.ts";
import type { Investigated } from "../fuzz/investigated.ts";
import { asNumber } from "../fuzz/processes.ts";
import type { CampaignSettings } from "../fuzz/settings.ts";
import { type Failure, NOTHING, type Span, type SpanResult } from "../fuzz/span.ts";
import { UsageProblem } from "../usage-problem.ts";
import { WorkerLost } from "../workers/lost.ts";
import { connect, connectionReasonOf } from "./client.ts";
import { Dispatch } from "./dispatch.ts";
import { Notes } from "./notes.ts";
import { campaignId, modelOf, type Order, orderId, type Reply, scenariosOf, type Work } from "./order.ts";
import type { QueueUrl } from "./queue-url.ts";
import { within } from "./within.ts";

const LOOK_EVERY_MS = 1_000;
/** Nobody waits longer than this for a Redis that does not answer to be left in order. */
const LEAVE_MS = 1_500;

export interface QueueCrewOptions {
  readonly settings: CampaignSettings;
  readonly scenarios: readonly Scenario[];
  /** Told what a person should know while the campaign is running. */
  note(line: string): void;
}

export class QueueCrew implements Crew {
  readonly #settings: CampaignSettings;
  readonly #models: Order["models"];
  readonly #campaign: string;
  readonly #dispatch: Dispatch;
  readonly #notes: Notes;
  readonly #shown: string;
  /** How often the same order came to nothing, for those of which it did. */
  readonly #attempts = new Map<string, number>();
  readonly #stopped = new AbortController();
  #slots = 0;

  /** Throws a `UsageProblem` where the queue cannot be used. */
  static async open(url: QueueUrl, options: QueueCrewOptions): Promise<QueueCrew> {
    const { corpus, strategy } = options.settings;
    if (corpus !== null) {
      throw new UsageProblem("workers elsewhere do not see the corpus of this machine: leave it out with --queue");
    }
    if (createStrategy(strategy).systematic) {
      throw new UsageProblem(
        `${strategy} takes one schedule after another, which a queue cannot share: leave --queue out`,
      );
    }
    const notes = new Notes(options.note);
    const dispatch = new Dispatch(await connect(url), (error) =>
      notes.say("away", `${url.shown} does not answer (${connectionReasonOf(error)}): trying again`),
    );
    const crew = new QueueCrew(url, options, dispatch, notes);
    try {
      await dispatch.begin(crew.#campaign);
      crew.#slots = await dispatch.slots();
    } catch (thrown) {
      await dispatch.close();
      throw new UsageProblem(`cannot use the queue at ${url.shown}: ${connectionReasonOf(thrown)}`);
    }
    void crew.#lookAgainAndAgain();
    return crew;
  }

  private constructor({ shown }: QueueUrl, options: QueueCrewOptions, dispatch: Dispatch, notes: Notes) {
    const { settings, scenarios } = options;
    this.#settings = settings;
    this.#models = Object.fromEntries(scenarios.map((scenario) => [scenario.name, modelOf(scenario, settings)]));
    this.#campaign = campaignId(settings, this.#models);
    this.#dispatch = dispatch;
    this.#notes = notes;
    this.#shown = shown;
  }

  /** Any worker takes any order. */
  readonly lanes = 1;

  /** A few more than there are hands, so that nobody waits for the next order to arrive. */
  get size(): number {
    return this.#slots + Math.max(1, Math.ceil(this.#slots / 4));
  }

  async play(spans: readonly Span[], forMs: number): Promise<readonly SpanResult[]> {
    const work = { spans, forMs: asNumber(forMs) };
    const results = (await this.#ask(work)) as readonly SpanResult[] | null;
    if (results === null) return spans.map(unplayed);
    // What is left is ordered again, perhaps in the same words.
    if (results.some(({ span, reached, exhausted }) => reached < span.to && !exhausted)) this.#failed(work);
    return results;
  }

  async investigate(scenario: string, failure: Failure, forMs: number): Promise<Investigated> {
    const investigated = (await this.#ask({ scenario, failure, forMs: asNumber(forMs) })) as Investigated | null;
    if (investigated === null) throw new WorkerLost("given up");
    return investigated;
  }

  /** What nobody began is handed back unplayed; the rest takes seconds at most. */
  hurry(): void {
    this.#dispatch.withdraw(({ work }) => "spans" in work).catch(() => undefined);
  }

  async end(): Promise<void> {
    this.#stopped.abort();
    await within(this.#leave(), LEAVE_MS);
    await this.#dispatch.close();
  }

  async #leave(): Promise<void> {
    await this.#dispatch.withdraw(() => true);
    await this.#dispatch.forget(this.#campaign);
  }

  async #ask(work: Work): Promise<unknown> {
    const models = Object.fromEntries(scenariosOf(work).map((name) => [name, this.#models[name] ?? ""]));
    const order: Order = { version: VERSION, settings: this.#settings, models, work };
    const attempt = this.#attempts.get(orderId(this.#campaign, work, 0)) ?? 0;
    const reply = await this.#dispatch.ask(orderId(this.#campaign, work, attempt), order);
    return reply === null ? null : this.#valueOf(reply, work);
  }

  #valueOf(reply: Reply, work: Work): unknown {
    if ("value" in reply) return reply.value;
    if ("problem" in reply) throw new UsageProblem(reply.problem);
    if ("defect" in reply) throw new Error(`in a worker process:\n${reply.defect}`);
    this.#failed(work);
    throw new WorkerLost(reply.lost);
  }

  #failed(work: Work): void {
    const id = orderId(this.#campaign, work, 0);
    this.#attempts.set(id, 1 + (this.#attempts.get(id) ?? 0));
  }

  async #lookAgainAndAgain(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        if (this.#slots === 0) this.#nobody();
        await pause(LOOK_EVERY_MS, undefined, { signal });
        this.#slots = await this.#dispatch.slots();
        await this.#dispatch.look();
      } catch {
        // Stopped, or said by the connection already.
      }
    }
  }

  #nobody(): void {
    const command = `npx reveille worker --queue ${this.#shown}`;
    this.#notes.say(
      "nobody",
      `no worker listens to ${this.#shown}: start \`${command}\` on any machine that reaches it`,
    );
  }
}

function unplayed(span: Span): SpanResult {
  return { span, reached: span.from, exhausted: false, sums: NOTHING, kept: [], ms: 0 };
}
