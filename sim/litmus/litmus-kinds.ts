/** The steps of litmus tests: those of atomics on plain numbers, and beside each the check for races. */
import { COMPARE_EXCHANGE, type Exchanged, LOAD, readModifyWrite, STORE, SWAP } from "../atomic/kinds.ts";
import type { Operation } from "../engine/operation.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Value } from "../memory/location.ts";
import type { LoadOrdering, Ordering, StoreOrdering } from "../memory/ordering.ts";
import type { Op } from "../op.ts";
import type { LitmusLocation } from "./litmus-location.ts";

/** `kind` with its accesses noted. `plain`: not atomic, and shown as such. */
function checked<T>(kind: StepKind<T>, write: boolean, plain: boolean, show?: (result: T) => string): StepKind<T> {
  return new StepKind<T>({
    name: kind.name,
    access: kind.access,
    perform: (op) => {
      const { thread } = op;
      const location = op.target as LitmusLocation; // the kinds of this file are only built for them
      const epoch = thread.clock[thread.index] ?? 0;
      const races = location.races(thread, write, plain);
      // Notes nothing where it throws: an explorer may only want to know what the step would do.
      const result = kind.perform(op);
      if (races) location.racy = true;
      location.note(thread, epoch, write, plain);
      return result;
    },
    showArguments: plain ? (op) => showPlain(op, kind) : kind.showArguments,
    showResult: show === undefined ? kind.showResult : (_op, result) => show(result),
  });
}

/** `1, plain` instead of `1, Relaxed`. */
function showPlain(op: Operation, kind: StepKind<unknown>): string {
  return kind.showArguments(op).replace(/Relaxed$/, "plain");
}

const READ = checked(LOAD, false, false);
const PLAIN_READ = checked(LOAD, false, true);
const WRITE = checked(STORE, true, false);
const PLAIN_WRITE = checked(STORE, true, true);
const FETCH_ADD = checked(
  readModifyWrite<number>("fetchAdd", (seen, operand) => seen + operand),
  true,
  false,
);
const EXCHANGE = checked(SWAP, true, false);
/** The value first: it is what a register receives. */
const showExchanged = ({ ok, actual }: Exchanged<Value>): string => `${actual}, ${ok ? "exchanged" : "failed"}`;
const COMPARE = checked(COMPARE_EXCHANGE, true, false, showExchanged);

export function load(location: LitmusLocation, ordering: LoadOrdering, plain: boolean): Op<number> {
  return step(plain ? PLAIN_READ : READ, location, ordering) as Op<Value> as Op<number>;
}

export function store(location: LitmusLocation, value: number, ordering: StoreOrdering, plain: boolean): Op<void> {
  return step(plain ? PLAIN_WRITE : WRITE, location, ordering, value);
}

export function fetchAdd(location: LitmusLocation, operand: number, ordering: Ordering): Op<number> {
  return step(FETCH_ADD, location, ordering, operand);
}

export function swap(location: LitmusLocation, value: number, ordering: Ordering): Op<number> {
  return step(EXCHANGE, location, ordering, value) as Op<Value> as Op<number>;
}

export function compareExchange(
  location: LitmusLocation,
  expected: number,
  next: number,
  success: Ordering,
  failure: LoadOrdering,
): Op<Exchanged<number>> {
  const op = step(COMPARE, location, success, expected, next);
  (op as unknown as { failure: LoadOrdering }).failure = failure;
  return op as Op<Exchanged<Value>> as Op<Exchanged<number>>;
}
