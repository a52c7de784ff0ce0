/**
 * What is given out at once: spans that take some tenths of a second together, by what is known of
 * their scenarios, so that handing them over costs little beside them; and spans that came back.
 */
import { LOSSES_MAX } from "../workers/lost.ts";
import { share } from "./budget.ts";
import { Ledger } from "./ledger.ts";
import type { Past } from "./past.ts";
import { Rounds } from "./rounds.ts";
import type { Span } from "./span.ts";
import type { Standing } from "./standing.ts";

const ORDER_MS_MIN = 100;
const ORDER_MS_MAX = 2_000;
/** The longer a campaign lasts the longer its orders are: this part of it so far. */
const ORDER_PART = 0.01;
const ORDER_PART_LEFT = 0.25;
/** What an execution is taken to need before the first one. */
const MS_EACH = 1;

export class Orders {
  readonly #standing: Standing;
  /** One for each scenario, in order. */
  readonly #ledgers: readonly Ledger[];
  /** By lane: neighbours among the scenarios have most of their code in common. */
  readonly #lanes: readonly Rounds[];
  readonly #returned: Span[] = [];
  readonly #losses = new Map<string, number>();

  constructor(standing: Standing, past: Past, lanes: number) {
    const { accounts, plan } = standing;
    const { scenarios, settings, budget, shard } = plan;
    const counted = "iterations" in budget;
    this.#standing = standing;
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
    for (const [at, { exhausted }] of accounts.entries()) if (exhausted) this.#ledgers[at]?.close();
    const startOf = (lane: number): number => Math.floor((lane * scenarios.length) / lanes);
    this.#lanes = Array.from(
      { length: lanes },
      (_, lane) => new Rounds(this.#ledgers.slice(startOf(lane), startOf(lane + 1)), counted),
    );
  }

  /** Spans to be played next in `lane`, with `leftMs` to go; none when nothing is left. */
  next(leftMs: number, lane: number): readonly Span[] {
    const again = this.#returned.shift();
    // By itself, so that whoever dies of it takes nothing else along.
    if (again !== undefined) return [again];
    // Short ones towards the end, since one may have to wait for another.
    const most = Math.min(this.#standing.secondsHere * 1_000 * ORDER_PART, ORDER_MS_MAX, leftMs * ORDER_PART_LEFT);
    const orderMs = Math.max(ORDER_MS_MIN, most);
    const spans: Span[] = [];
    for (let ms = 0; ms < orderMs; ) {
      const span = this.#span(lane, (at) => Math.max(1, Math.floor((orderMs - ms) / this.#msEach(at))));
      if (span === null) break;
      spans.push(span);
      ms += (span.to - span.from) * this.#msEach(this.#standing.placeOf(span.scenario));
    }
    return spans;
  }

  /** Nothing is left to try of `scenario`. */
  close(scenario: string): void {
    this.#ledgers[this.#standing.placeOf(scenario)]?.close();
  }

  /** Not played to its end. */
  putBack(span: Span): void {
    this.#returned.push(span);
  }

  /** Whoever played `spans` is lost. False where that was once too often: they are given up. */
  lose(spans: readonly Span[]): boolean {
    let again = false;
    for (const span of spans) {
      const key = `${span.scenario} ${span.from}`;
      const losses = 1 + (this.#losses.get(key) ?? 0);
      this.#losses.set(key, losses);
      if (losses < LOSSES_MAX) {
        this.#returned.push(span);
        again = true;
      } else {
        const account = this.#standing.accounts[this.#standing.placeOf(span.scenario)];
        if (account !== undefined) account.lost += span.to - span.from;
      }
    }
    return again;
  }

  /** Of the lane itself, or where that has nothing left of another one. */
  #span(lane: number, most: (at: number) => number): Span | null {
    for (let i = 0; i < this.#lanes.length; i++) {
      const span = this.#lanes[(lane + i) % this.#lanes.length]?.next(most) ?? null;
      if (span !== null) return span;
    }
    return null;
  }

  #msEach(at: number): number {
    return this.#standing.accounts[at]?.msEach ?? MS_EACH;
  }
}
