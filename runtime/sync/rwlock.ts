/**
 * tokio's `sync::RwLock`: a semaphore with a permit for each reader that there may be; a writer takes all of
 * them. The queue is the semaphore's, first come, first served: a writer that waits holds up the readers
 * after it, so readers who keep coming cannot starve it, and neither can writers starve readers.
 */
import { type Arc, assertOrPanic, dropInPlace, type Op, UnsafeCell } from "../../sim/index.ts";
import { blockThreadOn } from "../future/block-thread-on.ts";
import type { Future } from "../future/future.ts";
import { BatchSemaphore } from "./batch-semaphore.ts";
import { LockFuture } from "./lock-future.ts";
import { HeldPermits } from "./lock-guard.ts";
import { AsyncRwLockReadGuard } from "./rwlock-read-guard.ts";
import { AsyncRwLockWriteGuard } from "./rwlock-write-guard.ts";

/** `MAX_READS` where `usize` has 32 bits, and where it has more. */
export const MAX_READERS = 2 ** 29 - 1;

export class AsyncRwLock<T> {
  /** For traces. */
  readonly label: string;
  readonly semaphore: BatchSemaphore;
  private readonly maxReaders: number;
  private readonly cell: UnsafeCell<T>;

  /** `maxReaders`: `RwLock::with_max_readers`. */
  constructor(value: T, label = "rwlock", maxReaders = MAX_READERS) {
    assertOrPanic(maxReaders <= MAX_READERS, "max_reads <= MAX_READS");
    this.label = label;
    this.maxReaders = maxReaders;
    this.semaphore = new BatchSemaphore(maxReaders, `${label}.semaphore`);
    this.cell = new UnsafeCell(value, `${label}.value`);
  }

  /** `read_owned`: a guard that keeps the lock alive. Takes `lock` over. */
  static *readOwned<T>(lock: Arc<AsyncRwLock<T>>): Op<Future<AsyncRwLockReadGuard<T>>> {
    return (yield* lock.get()).reading(lock);
  }

  /** `write_owned`: a guard that keeps the lock alive. Takes `lock` over. */
  static *writeOwned<T>(lock: Arc<AsyncRwLock<T>>): Op<Future<AsyncRwLockWriteGuard<T>>> {
    return (yield* lock.get()).writing(lock);
  }

  /** A right to read, shared with other readers. Cancelling loses the place in the queue, nothing else. */
  read(): Future<AsyncRwLockReadGuard<T>> {
    return this.reading(null);
  }

  /** The right to write, for one at a time. Cancelling loses the place in the queue, nothing else. */
  write(): Future<AsyncRwLockWriteGuard<T>> {
    return this.writing(null);
  }

  /** A guard if nobody writes or waits before us, else null. */
  *tryRead(): Op<AsyncRwLockReadGuard<T> | null> {
    if ((yield* this.semaphore.tryAcquire(1)) !== "ok") return null;
    return this.readGuard(new HeldPermits(this.semaphore, 1, null));
  }

  /** A guard if nobody reads, writes or waits before us, else null. */
  *tryWrite(): Op<AsyncRwLockWriteGuard<T> | null> {
    if ((yield* this.semaphore.tryAcquire(this.maxReaders)) !== "ok") return null;
    return this.writeGuard(new HeldPermits(this.semaphore, this.maxReaders, null));
  }

  /** Blocks the thread, which must not drive a runtime. */
  blockingRead(): Op<AsyncRwLockReadGuard<T>> {
    return blockThreadOn(this.read());
  }

  /** Blocks the thread, which must not drive a runtime. */
  blockingWrite(): Op<AsyncRwLockWriteGuard<T>> {
    return blockThreadOn(this.write());
  }

  /** `get_mut` and `into_inner`: the value, for whoever has the lock to itself; else a race. */
  intoInner(): Op<T> {
    return this.cell.get();
  }

  /** Drops the value. */
  *drop(): Op<void> {
    yield* dropInPlace(yield* this.cell.get());
  }

  private reading(share: Arc<unknown> | null): Future<AsyncRwLockReadGuard<T>> {
    return new LockFuture(this.semaphore, 1, share, (held) => this.readGuard(held));
  }

  private writing(share: Arc<unknown> | null): Future<AsyncRwLockWriteGuard<T>> {
    return new LockFuture(this.semaphore, this.maxReaders, share, (held) => this.writeGuard(held));
  }

  private readGuard(held: HeldPermits): AsyncRwLockReadGuard<T> {
    return new AsyncRwLockReadGuard(`reader of ${this.label}`, held, this.cell);
  }

  private writeGuard(held: HeldPermits): AsyncRwLockWriteGuard<T> {
    return new AsyncRwLockWriteGuard(`writer of ${this.label}`, held, this.cell);
  }
}
