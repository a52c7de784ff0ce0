/**
 * The seam between operations and a memory model.
 *
 * A model answers which value a read sees and keeps the views from which happens-before follows;
 * the functions it is given are pure and may be called many times, also on values that never
 * become real (an explorer of execution graphs does that).
 */
import type { Thread } from "../engine/thread.ts";
import type { Location, Value } from "./location.ts";
import type { FenceOrdering, LoadOrdering, Ordering, StoreOrdering } from "./ordering.ts";

/** The new value of a read-modify-write, or `undefined` to leave the location as it is. */
export type Update = (seen: Value, a: Value, b: Value) => Value | undefined;

export interface Memory {
  readonly name: string;
  load(location: Location, ordering: LoadOrdering, thread: Thread): Value;
  store(location: Location, value: Value, ordering: StoreOrdering, thread: Thread): void;
  /**
   * Atomic read-modify-write: gives back the value seen. Where `update` declines, it was a plain
   * load with `failure` ordering, and `updated` says so.
   */
  update(
    location: Location,
    update: Update,
    a: Value,
    b: Value,
    success: Ordering,
    failure: LoadOrdering,
    thread: Thread,
  ): Value;
  /** Whether the last `update` wrote. */
  readonly updated: boolean;
  /** How often in this execution a load or update saw another store than the newest; absent: never. */
  readonly staleReads?: number;
  fence(ordering: FenceOrdering, thread: Thread): void;
  /** `parent` spawned `child`: what it did before happens before all that the child does. */
  fork(parent: Thread, child: Thread): void;
  /** `thread` has seen that `finished` is over: all that it did happens before what follows. */
  join(thread: Thread, finished: Thread): void;
  /** The newest value, for predicates of blocking steps and for monitors: no access by the model. */
  latest(location: Location): Value;
  /** Called before each execution. */
  begin(): void;
}
