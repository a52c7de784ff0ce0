/** The right to read what an `AsyncRwLock` guards, or a part of it; others may have it too. */
import type { Op, UnsafeCell } from "../../sim/index.ts";
import { LockGuard, type Projection } from "./lock-guard.ts";

export class AsyncRwLockReadGuard<T> extends LockGuard<T> {
  readonly sort = "read guard";

  /** A guard of a part. A panic of `part` lets go of the lock. */
  *map<U>(part: Projection<T, U>): Op<AsyncRwLockReadGuard<U>> {
    return (yield* this.tryMap(part)) as AsyncRwLockReadGuard<U>; // a projection always finds a cell
  }

  /** A guard of a part, or null where there is none: then this one stays. */
  tryMap<U>(part: (value: T) => UnsafeCell<U> | null): Op<AsyncRwLockReadGuard<U> | null> {
    return this.project(part, (held, cell) => new AsyncRwLockReadGuard(`part of ${this.label}`, held, cell));
  }
}
