/** The right to write what an `AsyncRwLock` guards, or a part of it, which is nobody else's meanwhile. */
import type { Op, UnsafeCell } from "../../sim/index.ts";
import { ExclusiveGuard, type Projection } from "./lock-guard.ts";
import { AsyncRwLockReadGuard } from "./rwlock-read-guard.ts";

export class AsyncRwLockWriteGuard<T> extends ExclusiveGuard<T> {
  readonly sort = "write guard";

  /** A right to read: no writer comes in between, while other readers may join. */
  *downgrade(): Op<AsyncRwLockReadGuard<T>> {
    // All permits but one go back here, and the last one with the new guard: this one gives back nothing any more.
    this.consume("downgraded");
    const held = yield* this.held.reduceTo(1);
    return new AsyncRwLockReadGuard(`reader, once ${this.label}`, held, this.cell);
  }

  /** A guard of a part. A panic of `part` lets go of the lock. */
  *map<U>(part: Projection<T, U>): Op<MappedRwLockWriteGuard<U>> {
    return (yield* this.tryMap(part)) as MappedRwLockWriteGuard<U>; // a projection always finds a cell
  }

  /** A guard of a part, or null where there is none: then this one stays. */
  tryMap<U>(part: (value: T) => UnsafeCell<U> | null): Op<MappedRwLockWriteGuard<U> | null> {
    return this.project(part, (held, cell) => new MappedRwLockWriteGuard(`part of ${this.label}`, held, cell));
  }
}

/** The right to write a part. It cannot be downgraded: a reader of all would be let in to what only a part was held for. */
export class MappedRwLockWriteGuard<T> extends ExclusiveGuard<T> {
  readonly sort = "mapped write guard";

  /** As `AsyncRwLockWriteGuard.map`. */
  *map<U>(part: Projection<T, U>): Op<MappedRwLockWriteGuard<U>> {
    return (yield* this.tryMap(part)) as MappedRwLockWriteGuard<U>; // a projection always finds a cell
  }

  /** As `AsyncRwLockWriteGuard.tryMap`. */
  tryMap<U>(part: (value: T) => UnsafeCell<U> | null): Op<MappedRwLockWriteGuard<U> | null> {
    return this.project(part, (held, cell) => new MappedRwLockWriteGuard(`part of ${this.label}`, held, cell));
  }
}
