/** What a primitive brings along to be held against its specification: how to build it, what may be called. */
import type fc from "fast-check";
import type { Future, Result } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import type { Specification } from "./specification.ts";

/**
 * What a thread does about a call that is pending:
 * - `waits`: until it is ready, or for ever
 * - `drops pending`: drops the future at once
 * - `drops woken`: drops it once it is woken, without another poll
 */
export const PATIENCE = ["waits", "drops pending", "drops woken"] as const;

export type Patience = (typeof PATIENCE)[number];

/** A call as drawn; what `n` means is the subject's own business. */
export interface PlannedCall {
  readonly op: string;
  readonly n: number;
  readonly patience: Patience;
}

/** A call as it is made: at once, or by a future, whose output `settle` turns into a result. */
export type Attempt = { readonly args?: readonly unknown[] } & (
  | { now(): Op<unknown> }
  | { future(): Op<Future<unknown>>; settle(output: never): Op<unknown> }
);

/** One thread's part: its handles, guards and permits. */
export interface Actor {
  /** Null where the thread has nothing to make this call with; it is skipped then. */
  attempt(call: PlannedCall): Attempt | null;
  /** Drops all that the thread still has. */
  drop(): Op<void>;
}

export interface Stage {
  readonly object: object;
  /** One for each thread. */
  readonly actors: readonly Actor[];
  /** After all actors are dropped. */
  tearDown(): Op<void>;
}

export interface Subject<P, S> {
  readonly name: string;
  readonly parameters: fc.Arbitrary<P>;
  /** The operations and what they may be given. */
  readonly calls: fc.Arbitrary<Omit<PlannedCall, "patience">>;
  specification(parameters: P, threads: number): Specification<S>;
  /** The same with one mistake, to be refuted. */
  mistaken(parameters: P, threads: number): Specification<S>;
  setUp(parameters: P, threads: number): Op<Stage>;
}

/** A call that returns at once. */
export function now(args: readonly unknown[], call: () => Op<unknown>): Attempt {
  return { args, now: call };
}

/** A call that may wait; by default its result says that it is over. */
export function later<T>(
  args: readonly unknown[],
  future: () => Op<Future<T>>,
  settle: (output: T) => Op<unknown> = () => ok(),
): Attempt {
  return { args, future, settle };
}

/** An actor from what it does for each operation; it skips those that it has nothing for. */
export function actorOf(
  operations: { readonly [op: string]: (n: number) => Attempt | null },
  drop: () => Op<void>,
): Actor {
  return { attempt: ({ op, n }) => operations[op]?.(n) ?? null, drop };
}

/** Borrows: the future of a method of something that outlives it. */
export function* made<T>(future: Future<T>): Op<Future<T>> {
  return future;
}

/** Runs a call whose output says nothing. */
export function* done(call: Op<unknown>): Op<string> {
  yield* call;
  return "ok";
}

/** Runs a call, and turns its output into a result as `later` does. */
export function* andThen<T>(call: Op<T>, settle: (output: T) => Op<unknown>): Op<unknown> {
  return yield* settle(yield* call);
}

/** The output is the result. */
export function* asItIs<T>(output: T): Op<T> {
  return output;
}

/** The value, "ok" where there is none, or the error. */
export function* resultOf(output: Result<unknown, unknown>): Op<unknown> {
  return output.ok ? (output.value ?? "ok") : output.error;
}

function* ok(): Op<string> {
  return "ok";
}
