/**
 * `AtomicPtr<T>`. What the location holds is the identity of an allocation, never the object
 * itself: under graph exploration an object of an older re-execution would be another instance.
 */
import { ambientOrNull } from "../ambient.ts";
import type { Operation } from "../engine/operation.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { RawPtr } from "../heap/raw-ptr.ts";
import { Location, type Value } from "../memory/location.ts";
import type { LoadOrdering, Ordering, StoreOrdering } from "../memory/ordering.ts";
import type { Op } from "../op.ts";
import type { FetchUpdated } from "./atomic.ts";
import { COMPARE_EXCHANGE, COMPARE_EXCHANGE_WEAK, type Exchanged, LOAD, STORE, SWAP } from "./kinds.ts";

type Ptr = RawPtr<unknown> | null;

export class AtomicPtr<T> extends Location {
  /** `name` is for traces. */
  constructor(initial: RawPtr<T> | null, name?: string) {
    super(address(initial), name);
  }

  load(ordering: LoadOrdering): Op<RawPtr<T> | null> {
    return step(PTR_LOAD, this, ordering) as Op<RawPtr<T> | null>;
  }

  store(pointer: RawPtr<T> | null, ordering: StoreOrdering): Op<void> {
    return step(STORE, this, ordering, address(pointer));
  }

  /** Writes `pointer`, gives back the one before. */
  swap(pointer: RawPtr<T> | null, ordering: Ordering): Op<RawPtr<T> | null> {
    return step(PTR_SWAP, this, ordering, address(pointer)) as Op<RawPtr<T> | null>;
  }

  /** Writes `next` if the pointer is `expected`; never fails otherwise. */
  compareExchange(
    expected: RawPtr<T> | null,
    next: RawPtr<T> | null,
    success: Ordering,
    failure: LoadOrdering,
  ): Op<Exchanged<RawPtr<T> | null>> {
    return this.exchange(PTR_EXCHANGE, expected, next, success, failure);
  }

  /** As `compareExchange`, but may fail though the pointer is `expected`: belongs in a loop. */
  compareExchangeWeak(
    expected: RawPtr<T> | null,
    next: RawPtr<T> | null,
    success: Ordering,
    failure: LoadOrdering,
  ): Op<Exchanged<RawPtr<T> | null>> {
    return this.exchange(PTR_EXCHANGE_WEAK, expected, next, success, failure);
  }

  /** CAS loop: retries until nothing changed between the load and the exchange, or `update` declines. */
  *fetchUpdate(
    set: Ordering,
    fetch: LoadOrdering,
    update: (seen: RawPtr<T> | null) => RawPtr<T> | null | undefined,
  ): Op<FetchUpdated<RawPtr<T> | null>> {
    let seen = yield* this.load(fetch);
    for (;;) {
      const next = update(seen);
      if (next === undefined) return { ok: false, previous: seen };
      const swap = yield* this.compareExchangeWeak(seen, next, set, fetch);
      if (swap.ok) return { ok: true, previous: seen };
      seen = swap.actual;
    }
  }

  private exchange(
    kind: StepKind<Exchanged<Ptr>>,
    expected: RawPtr<T> | null,
    next: RawPtr<T> | null,
    success: Ordering,
    failure: LoadOrdering,
  ): Op<Exchanged<RawPtr<T> | null>> {
    const op = step(kind, this, success, address(expected), address(next));
    (op as unknown as { failure: LoadOrdering }).failure = failure;
    return op as Op<Exchanged<RawPtr<T> | null>>;
  }

  override show(value: Value): string {
    if (value === null) return "null";
    return ambientOrNull()?.heap.resolve(value as string)?.label ?? `allocation ${value}`;
  }
}

/** What stands for `pointer` in a location; makes sure that it can be found again. */
function address(pointer: Ptr): string | null {
  return pointer === null ? null : pointer.address();
}

/** The pointer that `value` stands for: this file stores nothing but exposed allocations. */
function resolve(op: Operation, value: Value): Ptr {
  return value === null ? null : (op.execution.heap.resolve(value as string) as RawPtr<unknown>);
}

const show = (pointer: Ptr): string => pointer?.label ?? "null";

/** The same step with the id turned into the pointer on the way out. */
function readingPointer(kind: StepKind<Value>): StepKind<Ptr> {
  return new StepKind<Ptr>({
    name: kind.name,
    access: kind.access,
    perform: (op) => resolve(op, kind.perform(op)),
    showArguments: kind.showArguments,
    showResult: (_op, result) => show(result),
  });
}

function exchangingPointers(kind: StepKind<Exchanged<Value>>): StepKind<Exchanged<Ptr>> {
  return new StepKind<Exchanged<Ptr>>({
    name: kind.name,
    access: kind.access,
    perform: (op) => {
      const { ok, actual } = kind.perform(op);
      return { ok, actual: resolve(op, actual) };
    },
    showArguments: kind.showArguments,
    showResult: (op, { ok, actual }) => kind.showResult(op, { ok, actual: actual?.id ?? null }),
  });
}

const PTR_LOAD = readingPointer(LOAD);
const PTR_SWAP = readingPointer(SWAP);
const PTR_EXCHANGE = exchangingPointers(COMPARE_EXCHANGE);
const PTR_EXCHANGE_WEAK = exchangingPointers(COMPARE_EXCHANGE_WEAK);
