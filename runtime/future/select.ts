/**
 * `tokio::select!`: ready with the first of its futures that is. Where the polls begin is drawn each
 * time, so that a branch that is always ready cannot starve the others; `biased` begins with the first.
 */
import type { Op } from "../../sim/index.ts";
import { threadRngN } from "../context.ts";
import { pollBudgetAvailable } from "../task/coop.ts";
import type { Context } from "./context.ts";
import { dropAll } from "./drop-all.ts";
import type { Future } from "./future.ts";
import { PENDING, type Poll, ready } from "./poll.ts";

/** Which future was ready, and its output. */
export type Selected<Ts extends readonly unknown[]> = {
  [K in keyof Ts & `${number}`]: {
    readonly branch: K extends `${infer N extends number}` ? N : never;
    readonly value: Ts[K];
  };
}[keyof Ts & `${number}`];

export interface SelectOptions {
  /** Polls in the order as written, each time. */
  readonly biased?: boolean;
}

class Select<T> implements Future<{ readonly branch: number; readonly value: T }> {
  private readonly futures: readonly Future<T>[];
  private readonly biased: boolean;

  constructor(futures: readonly Future<T>[], biased: boolean) {
    this.futures = futures;
    this.biased = biased;
  }

  *poll(cx: Context): Op<Poll<{ readonly branch: number; readonly value: T }>> {
    if (!(yield* pollBudgetAvailable(cx)).ready) return PENDING;
    const { futures } = this;
    const start = this.biased ? 0 : threadRngN(futures.length);
    for (let i = 0; i < futures.length; i++) {
      const branch = (start + i) % futures.length;
      const poll = yield* (futures[branch] as Future<T>).poll(cx); // below the length
      if (poll.ready) return ready({ branch, value: poll.value });
    }
    return PENDING;
  }

  drop(): Op<void> {
    return dropAll(this.futures);
  }
}

/** Ready with the first future that is; the others are dropped with the select. Takes the futures over. */
export function select<const Ts extends readonly unknown[]>(
  futures: { readonly [K in keyof Ts]: Future<Ts[K]> },
  options: SelectOptions = {},
): Future<Selected<Ts>> {
  // The branch says which of the outputs' types it is.
  return new Select(futures, options.biased ?? false) as unknown as Future<Selected<Ts>>;
}
