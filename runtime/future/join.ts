/**
 * `tokio::join!`: polls all of its futures at each poll until every one is ready. Who comes first goes
 * round, so that none can use up the cooperative budget before another, each time.
 */
import type { Op } from "../../sim/index.ts";
import type { Context } from "./context.ts";
import { dropAll } from "./drop-all.ts";
import type { Future } from "./future.ts";
import { MaybeDone } from "./maybe-done.ts";
import { PENDING, type Poll, ready } from "./poll.ts";

export type FuturesOf<Ts extends readonly unknown[]> = { readonly [K in keyof Ts]: Future<Ts[K]> };

export interface JoinOptions {
  /** Polls in the order as written, each time. */
  readonly biased?: boolean;
}

/** The order of polls, for futures that are waited for together. */
export class Rotation {
  private first = 0;
  private readonly count: number;
  private readonly biased: boolean;

  constructor(count: number, biased: boolean) {
    this.count = count;
    this.biased = biased;
  }

  /** Who is polled first this time. */
  next(): number {
    const { first } = this;
    if (!this.biased) this.first = first + 1 >= this.count ? 0 : first + 1;
    return first;
  }
}

class Join<Ts extends readonly unknown[]> implements Future<Ts> {
  private readonly parts: readonly MaybeDone<unknown>[];
  private readonly rotation: Rotation;

  constructor(futures: FuturesOf<Ts>, biased: boolean) {
    this.parts = futures.map((future) => new MaybeDone<unknown>(future));
    this.rotation = new Rotation(futures.length, biased);
  }

  *poll(cx: Context): Op<Poll<Ts>> {
    const { parts } = this;
    const first = this.rotation.next();
    let isPending = false;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[(first + i) % parts.length] as MaybeDone<unknown>; // below the length
      if (!(yield* part.poll(cx))) isPending = true;
    }
    if (isPending) return PENDING;
    // In the order of the futures, each of which has its own type.
    return ready(parts.map((part) => part.takeOutput()) as unknown as Ts);
  }

  drop(): Op<void> {
    return dropAll(this.parts);
  }
}

/** Ready with all outputs, in the order of `futures`. Takes them over. */
export function join<const Ts extends readonly unknown[]>(
  futures: FuturesOf<Ts>,
  options: JoinOptions = {},
): Future<Ts> {
  return new Join<Ts>(futures, options.biased ?? false);
}
