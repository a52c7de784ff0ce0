/**
 * The kinds of step of atomic locations: load, store, and read-modify-writes built from a pure
 * function of the value seen, the operands and nothing else.
 */
import type { Operation } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Location, Value } from "../memory/location.ts";
import type { Update } from "../memory/memory.ts";
import type { LoadOrdering, StoreOrdering } from "../memory/ordering.ts";

/** What a compare-exchange says: whether it wrote, and the value that it found. */
export interface Exchanged<V> {
  readonly ok: boolean;
  readonly actual: V;
}

function location(op: Operation): Location {
  return op.target as Location; // the kinds of this file are only built by atomics
}

function show(op: Operation, value: unknown): string {
  return location(op).show(value as Value);
}

export const LOAD = new StepKind<Value>({
  name: "load",
  access: "read",
  perform: (op) => op.execution.memory.load(location(op), op.ordering as LoadOrdering, op.thread),
  showArguments: (op) => op.ordering,
  showResult: show,
});

export const STORE = new StepKind<void>({
  name: "store",
  access: "write",
  perform: (op) => op.execution.memory.store(location(op), op.a as Value, op.ordering as StoreOrdering, op.thread),
  showArguments: (op) => `${show(op, op.a)}, ${op.ordering}`,
});

/** A read-modify-write that always writes; gives back the value before. */
export function readModifyWrite<V extends Value>(name: string, update: (seen: V, operand: V) => V): StepKind<V> {
  // The atomics of V hold and pass nothing but V.
  const pure = update as unknown as Update;
  return new StepKind<V>({
    name,
    access: "write",
    perform: (op) =>
      op.execution.memory.update(location(op), pure, op.a as Value, null, op.ordering, "Relaxed", op.thread) as V,
    showArguments: (op) => `${show(op, op.a)}, ${op.ordering}`,
    showResult: show,
  });
}

export const SWAP = readModifyWrite<Value>("swap", (_seen, operand) => operand);

const ifEqual: Update = (seen, expected, next) => (seen === expected ? next : undefined);
const never: Update = () => undefined;

function exchange(op: Operation, update: Update): Exchanged<Value> {
  const { memory } = op.execution;
  const actual = memory.update(location(op), update, op.a as Value, op.b as Value, op.ordering, op.failure, op.thread);
  return { ok: memory.updated, actual };
}

function showExchange(op: Operation): string {
  return `${show(op, op.a)} -> ${show(op, op.b)}, ${op.ordering}, ${op.failure}`;
}

function showExchanged(op: Operation, result: Exchanged<Value>): string {
  if (result.ok) return "ok";
  return result.actual === op.a ? "failed spuriously" : `failed: ${show(op, result.actual)}`;
}

export const COMPARE_EXCHANGE = new StepKind<Exchanged<Value>>({
  name: "compareExchange",
  access: "write",
  perform: (op) => exchange(op, ifEqual),
  showArguments: showExchange,
  showResult: showExchanged,
});

export const COMPARE_EXCHANGE_WEAK = new StepKind<Exchanged<Value>>({
  name: "compareExchangeWeak",
  access: "write",
  perform: (op) => exchange(op, failsSpuriously(op) ? never : ifEqual),
  showArguments: showExchange,
  showResult: showExchanged,
});

/** Asked only where the exchange would succeed, so that a tape holds no idle answers. */
function failsSpuriously(op: Operation): boolean {
  const { execution } = op;
  if (execution.spuriousUsed >= execution.bounds.spurious) return false;
  if (execution.memory.latest(location(op)) !== op.a) return false;
  if (execution.decide("weakCas", 2) === 0) return false;
  execution.spuriousUsed++;
  return true;
}
