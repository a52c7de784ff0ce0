/**
 * What the guards of `AsyncMutex` and `AsyncRwLock` have in common: a right to the value, given back exactly
 * once. A mapped guard has the same right, to a part of the value.
 */
import { type Arc, type Op, Owned, type UnsafeCell } from "../../sim/index.ts";
import type { BatchSemaphore } from "./batch-semaphore.ts";

/** The permits that a guard stands for, and the share of the lock that an owned guard has. */
export class HeldPermits {
  readonly semaphore: BatchSemaphore;
  readonly count: number;
  private readonly share: Arc<unknown> | null;

  constructor(semaphore: BatchSemaphore, count: number, share: Arc<unknown> | null) {
    this.semaphore = semaphore;
    this.count = count;
    this.share = share;
  }

  /** The permits first, then the share, as the fields of tokio's owned guards are dropped after their `Drop`. */
  *release(): Op<void> {
    try {
      yield* this.semaphore.release(this.count);
    } finally {
      if (this.share !== null) yield* this.share.drop();
    }
  }

  /** Gives all but `count` back; what is left stands for the same lock. */
  *reduceTo(count: number): Op<HeldPermits> {
    yield* this.semaphore.release(this.count - count);
    return new HeldPermits(this.semaphore, count, this.share);
  }
}

/** Leads from a value to a part of it that is a cell of its own. */
export type Projection<T, U> = (value: T) => UnsafeCell<U>;

export abstract class LockGuard<T> extends Owned {
  protected readonly cell: UnsafeCell<T>;
  protected readonly held: HeldPermits;

  constructor(name: string, held: HeldPermits, cell: UnsafeCell<T>) {
    super(name);
    this.held = held;
    this.cell = cell;
  }

  /** Reads the value. */
  get(): Op<T> {
    this.use("get()");
    return this.cell.get();
  }

  /** Reads the value while `body` runs. */
  with<R>(body: (value: T) => Op<R>): Op<R> {
    this.use("with()");
    return this.cell.with(body);
  }

  /** Gives the permits back. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.held.release();
  }

  /** Turns this guard into one for the cell that `look` finds; null, and this one stays as it is, where it finds none. */
  protected *project<U, G>(
    look: (value: T) => UnsafeCell<U> | null,
    become: (held: HeldPermits, cell: UnsafeCell<U>) => G,
  ): Op<G | null> {
    this.use("map()");
    let cell: UnsafeCell<U> | null;
    try {
      cell = look(yield* this.cell.get());
    } catch (thrown) {
      // `look` was given the guard by value: its panic drops it.
      yield* this.drop();
      throw thrown;
    }
    if (cell === null) return null;
    this.consume("mapped");
    return become(this.held, cell);
  }
}

/** A guard that nobody shares the value with. */
export abstract class ExclusiveGuard<T> extends LockGuard<T> {
  /** Overwrites the value; what was there is not dropped. */
  set(value: T): Op<void> {
    this.use("set()");
    return this.cell.set(value);
  }

  /** Overwrites the value and gives back what was there. */
  replace(value: T): Op<T> {
    this.use("replace()");
    return this.cell.replace(value);
  }

  /** Has the value for itself while `body` runs. */
  withMut<R>(body: (value: T) => Op<R>): Op<R> {
    this.use("withMut()");
    return this.cell.withMut(body);
  }
}
