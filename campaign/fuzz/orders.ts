/**
 * What is given out at once: spans that take some tenths of a second together, by what is known of
 * their scenarios, so that handing them over costs little beside them; and spans that came back.
 */
import type { Account } from "./account.ts";
import type { Rounds } from "./rounds.ts";
import type { Span } from "./span.ts";

const ORDER_MS_MIN = 100;
const ORDER_MS_MAX = 2_000;
/** The longer a campaign lasts the longer its orders are: this part of it so far. */
const ORDER_PART = 0.01;
/** What an execution is taken to need before the first one. */
const MS_EACH = 1;
/** A span is put back so often; whoever takes it is lost again. */
const LOSSES_MAX = 2;

export class Orders {
  readonly #accounts: readonly Account[];
  readonly #rounds: Rounds;
  readonly #returned: Span[] = [];
  readonly #losses = new Map<string, number>();

  constructor(accounts: readonly Account[], rounds: Rounds) {
    this.#accounts = accounts;
    this.#rounds = rounds;
  }

  /** Spans to be played next, in a campaign of `seconds` so far; none when nothing is left. */
  next(seconds: number): readonly Span[] {
    const again = this.#returned.shift();
    // By itself, so that whoever dies of it takes nothing else along.
    if (again !== undefined) return [again];
    const orderMs = Math.min(Math.max(ORDER_MS_MIN, seconds * 1_000 * ORDER_PART), ORDER_MS_MAX);
    const spans: Span[] = [];
    for (let ms = 0; ms < orderMs; ) {
      const span = this.#rounds.next((at) => Math.max(1, Math.floor((orderMs - ms) / this.#msEach(at))));
      if (span === null) break;
      spans.push(span);
      ms += (span.to - span.from) * this.#msEach(this.#accounts.findIndex(named(span)));
    }
    return spans;
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
        const account = this.#accounts.find(named(span));
        if (account !== undefined) account.lost += span.to - span.from;
      }
    }
    return again;
  }

  #msEach(at: number): number {
    return this.#accounts[at]?.msEach ?? MS_EACH;
  }
}

function named({ scenario }: Span): (account: Account) => boolean {
  return (account) => account.scenario.name === scenario;
}
