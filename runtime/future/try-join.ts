/** `tokio::try_join!`: as `join`, but over with the first error; the others are dropped then. */
import { type Op, panic } from "../../sim/index.ts";
import type { Context } from "./context.ts";
import { dropAll } from "./drop-all.ts";
import type { Future } from "./future.ts";
import { type FuturesOf, type JoinOptions, Rotation } from "./join.ts";
import { MaybeDone } from "./maybe-done.ts";
import { PENDING, type Poll, ready } from "./poll.ts";
import type { Result } from "./result.ts";

type ResultsOf<Ts extends readonly unknown[], E> = { readonly [K in keyof Ts]: Result<Ts[K], E> };

class TryJoin<Ts extends readonly unknown[], E> implements Future<Result<Ts, E>> {
  private readonly parts: readonly MaybeDone<Result<unknown, E>>[];
  private readonly rotation: Rotation;

  constructor(futures: readonly Future<Result<unknown, E>>[], biased: boolean) {
    this.parts = futures.map((future) => new MaybeDone(future, contentsOf));
    this.rotation = new Rotation(futures.length, biased);
  }

  *poll(cx: Context): Op<Poll<Result<Ts, E>>> {
    const { parts } = this;
    const first = this.rotation.next();
    let isPending = false;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[(first + i) % parts.length] as MaybeDone<Result<unknown, E>>; // below the length
      if (!(yield* part.poll(cx))) isPending = true;
      else if (part.output?.value.ok === false) return ready(part.takeOutput() as Result<never, E>); // just looked
    }
    if (isPending) return PENDING;
    const values = parts.map((part) => okOf(part.takeOutput()));
    return ready({ ok: true, value: values as unknown as Ts }); // in the order of the futures
  }

  drop(): Op<void> {
    return dropAll(this.parts);
  }
}

function contentsOf(result: Result<unknown, unknown>): unknown {
  return result.ok ? result.value : result.error;
}

function okOf<T>(result: Result<T, unknown>): T {
  return result.ok ? result.value : panic("expected Ok(_)");
}

/** Ready with all values, or with the first error that a poll comes across. Takes the futures over. */
export function tryJoin<const Ts extends readonly unknown[], E>(
  futures: FuturesOf<ResultsOf<Ts, E>>,
  options: JoinOptions = {},
): Future<Result<Ts, E>> {
  return new TryJoin<Ts, E>(futures as readonly Future<Result<unknown, E>>[], options.biased ?? false);
}
