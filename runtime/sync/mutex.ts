/**
 * tokio's `sync::Mutex`: a lock that may be held across an await. It is a semaphore with one permit, so those
 * who wait get it in the order in which they came. A panic of whoever holds it poisons nothing.
 */
import { type Arc, dropInPlace, type Op, UnsafeCell } from "../../sim/index.ts";
import { blockThreadOn } from "../future/block-thread-on.ts";
import type { Future } from "../future/future.ts";
import { BatchSemaphore } from "./batch-semaphore.ts";
import { LockFuture } from "./lock-future.ts";
import { ExclusiveGuard, HeldPermits, type Projection } from "./lock-guard.ts";

export class AsyncMutex<T> {
  /** For traces. */
  readonly label: string;
  readonly semaphore: BatchSemaphore;
  private readonly cell: UnsafeCell<T>;

  constructor(value: T, label = "mutex") {
    this.label = label;
    this.semaphore = new BatchSemaphore(1, `${label}.semaphore`);
    this.cell = new UnsafeCell(value, `${label}.value`);
  }

  /** `lock_owned`: a guard that keeps the lock alive. Takes `mutex` over. */
  static *lockOwned<T>(mutex: Arc<AsyncMutex<T>>): Op<Future<AsyncMutexGuard<T>>> {
    return (yield* mutex.get()).locking(mutex);
  }

  /** `try_lock_owned`; null where it is locked. Takes `mutex` over. */
  static *tryLockOwned<T>(mutex: Arc<AsyncMutex<T>>): Op<AsyncMutexGuard<T> | null> {
    const guard = yield* (yield* mutex.get()).tryLocking(mutex);
    if (guard === null) yield* mutex.drop();
    return guard;
  }

  /** The guard, once whoever came before has let go. Cancelling loses the place in the queue, nothing else. */
  lock(): Future<AsyncMutexGuard<T>> {
    return this.locking(null);
  }

  /** The guard if the lock is free, else null. */
  tryLock(): Op<AsyncMutexGuard<T> | null> {
    return this.tryLocking(null);
  }

  /** Blocks the thread, which must not drive a runtime. */
  blockingLock(): Op<AsyncMutexGuard<T>> {
    return blockThreadOn(this.lock());
  }

  /** `get_mut` and `into_inner`: the value, for whoever has the lock to itself; else a race. */
  intoInner(): Op<T> {
    return this.cell.get();
  }

  /** Drops the value. */
  *drop(): Op<void> {
    yield* dropInPlace(yield* this.cell.get());
  }

  private locking(share: Arc<unknown> | null): Future<AsyncMutexGuard<T>> {
    return new LockFuture(this.semaphore, 1, share, (held) => new AsyncMutexGuard(this, held, this.cell));
  }

  private *tryLocking(share: Arc<unknown> | null): Op<AsyncMutexGuard<T> | null> {
    if ((yield* this.semaphore.tryAcquire(1)) !== "ok") return null;
    return new AsyncMutexGuard(this, new HeldPermits(this.semaphore, 1, share), this.cell);
  }
}

export class AsyncMutexGuard<T> extends ExclusiveGuard<T> {
  readonly sort = "mutex guard";
  /** `MutexGuard::mutex(&guard)`. */
  readonly mutex: AsyncMutex<T>;

  /** Use `lock`. */
  constructor(mutex: AsyncMutex<T>, held: HeldPermits, cell: UnsafeCell<T>) {
    super(`guard of ${mutex.label}`, held, cell);
    this.mutex = mutex;
  }

  /** A guard of a part. A panic of `part` lets go of the lock. */
  *map<U>(part: Projection<T, U>): Op<MappedMutexGuard<U>> {
    return (yield* this.tryMap(part)) as MappedMutexGuard<U>; // a projection always finds a cell
  }

  /** A guard of a part, or null where there is none: then this one stays. */
  tryMap<U>(part: (value: T) => UnsafeCell<U> | null): Op<MappedMutexGuard<U> | null> {
    return this.project(part, (held, cell) => new MappedMutexGuard(`part of ${this.label}`, held, cell));
  }
}

/** A guard of a part of what a mutex guards. */
export class MappedMutexGuard<T> extends ExclusiveGuard<T> {
  readonly sort = "mapped mutex guard";

  /** As `AsyncMutexGuard.map`. */
  *map<U>(part: Projection<T, U>): Op<MappedMutexGuard<U>> {
    return (yield* this.tryMap(part)) as MappedMutexGuard<U>; // a projection always finds a cell
  }

  /** As `AsyncMutexGuard.tryMap`. */
  tryMap<U>(part: (value: T) => UnsafeCell<U> | null): Op<MappedMutexGuard<U> | null> {
    return this.project(part, (held, cell) => new MappedMutexGuard(`part of ${this.label}`, held, cell));
  }
}
