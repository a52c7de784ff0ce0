/** What all atomics have in common. Orderings are explicit, as in Rust. */
import { step } from "../engine/operation.ts";
import { Location, type LocationOptions, type Value } from "../memory/location.ts";
import type { LoadOrdering, Ordering, StoreOrdering } from "../memory/ordering.ts";
import type { Op } from "../op.ts";
import { COMPARE_EXCHANGE, COMPARE_EXCHANGE_WEAK, type Exchanged, LOAD, STORE, SWAP } from "./kinds.ts";

/** What `fetchUpdate` says: whether it wrote, and the value before (or the one it declined). */
export interface FetchUpdated<V> {
  readonly ok: boolean;
  readonly previous: V;
}

export abstract class Atomic<V extends Value> extends Location {
  /** `options` is a name for traces, or a name and a way to show values. */
  constructor(initial: V, options?: string | LocationOptions<V>) {
    super(initial, options as string | LocationOptions<Value> | undefined); // holds nothing but V
  }

  /** Brings a value into the type's range; operands pass through it. */
  protected abstract normal(value: V): V;

  load(ordering: LoadOrdering): Op<V> {
    return step(LOAD, this, ordering) as Op<V>;
  }

  store(value: V, ordering: StoreOrdering): Op<void> {
    return step(STORE, this, ordering, this.normal(value));
  }

  /** Writes `value`, gives back the value before. */
  swap(value: V, ordering: Ordering): Op<V> {
    return step(SWAP, this, ordering, this.normal(value)) as Op<V>;
  }

  /** Writes `next` if the value is `expected`; never fails otherwise. */
  compareExchange(expected: V, next: V, success: Ordering, failure: LoadOrdering): Op<Exchanged<V>> {
    const op = step(COMPARE_EXCHANGE, this, success, this.normal(expected), this.normal(next));
    return withFailure(op as Op<Exchanged<V>>, failure);
  }

  /** As `compareExchange`, but may fail though the value is `expected`: belongs in a loop. */
  compareExchangeWeak(expected: V, next: V, success: Ordering, failure: LoadOrdering): Op<Exchanged<V>> {
    const op = step(COMPARE_EXCHANGE_WEAK, this, success, this.normal(expected), this.normal(next));
    return withFailure(op as Op<Exchanged<V>>, failure);
  }

  /** CAS loop: retries until nothing changed between the load and the exchange, or `update` declines. */
  *fetchUpdate(set: Ordering, fetch: LoadOrdering, update: (seen: V) => V | undefined): Op<FetchUpdated<V>> {
    let seen = yield* this.load(fetch);
    for (;;) {
      const next = update(seen);
      if (next === undefined) return { ok: false, previous: seen };
      const swap = yield* this.compareExchangeWeak(seen, next, set, fetch);
      if (swap.ok) return { ok: true, previous: seen };
      seen = swap.actual;
    }
  }
}

function withFailure<T>(op: Op<T>, failure: LoadOrdering): Op<T> {
  (op as unknown as { failure: LoadOrdering }).failure = failure;
  return op;
}
