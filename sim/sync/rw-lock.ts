/**
 * `std::sync::RwLock`: many readers or one writer; only a writer's panic poisons it. Readers do not
 * wait for waiting writers: std leaves the priority open.
 */
import { step } from "../engine/operation.ts";
import type { Op } from "../op.ts";
import { Guard, havePoisoned, type WhenPoisoned } from "./guard.ts";
import { IS_POISONED, lockKind, tryLockKind } from "./lock-kinds.ts";
import { Lockable } from "./lock-word.ts";

const READ = lockKind("read", "r");
const WRITE = lockKind("write", "w");
const TRY_READ = tryLockKind("tryRead", "r");
const TRY_WRITE = tryLockKind("tryWrite", "w");

export class RwLock<T> extends Lockable {
  override readonly sort = "rwlock";
  private inner: T;

  /** `name` is for traces. */
  constructor(value: T, name?: string) {
    super(name);
    this.inner = value;
  }

  /** Waits until nobody writes. A poisoned lock panics unless that is ignored, as in the others. */
  *read(whenPoisoned: WhenPoisoned = "panic"): Op<ReadGuard<T>> {
    const { poisoned } = yield* step(READ, this);
    const guard = new ReadGuard(this, poisoned);
    if (poisoned) yield* havePoisoned(guard, whenPoisoned);
    return guard;
  }

  /** Waits until nobody else reads or writes. */
  *write(whenPoisoned: WhenPoisoned = "panic"): Op<WriteGuard<T>> {
    const { poisoned } = yield* step(WRITE, this);
    const guard = new WriteGuard(this, poisoned);
    if (poisoned) yield* havePoisoned(guard, whenPoisoned);
    return guard;
  }

  /** The guard if nobody writes, else null. */
  *tryRead(whenPoisoned: WhenPoisoned = "panic"): Op<ReadGuard<T> | null> {
    const { ok, poisoned } = yield* step(TRY_READ, this);
    if (!ok) return null;
    const guard = new ReadGuard(this, poisoned);
    if (poisoned) yield* havePoisoned(guard, whenPoisoned);
    return guard;
  }

  /** The guard if nobody reads or writes, else null. */
  *tryWrite(whenPoisoned: WhenPoisoned = "panic"): Op<WriteGuard<T> | null> {
    const { ok, poisoned } = yield* step(TRY_WRITE, this);
    if (!ok) return null;
    const guard = new WriteGuard(this, poisoned);
    if (poisoned) yield* havePoisoned(guard, whenPoisoned);
    return guard;
  }

  /** Runs `body` while reading; lets go however it ends. */
  *withRead<R>(body: (value: T) => Op<R>, whenPoisoned: WhenPoisoned = "panic"): Op<R> {
    const guard = yield* this.read(whenPoisoned);
    try {
      return yield* body(guard.value);
    } finally {
      if (!guard.consumed) yield* guard.drop();
    }
  }

  /** Runs `body` while writing; lets go however it ends. */
  *withWrite<R>(body: (value: T, guard: WriteGuard<T>) => Op<R>, whenPoisoned: WhenPoisoned = "panic"): Op<R> {
    const guard = yield* this.write(whenPoisoned);
    try {
      return yield* body(guard.value, guard);
    } finally {
      if (!guard.consumed) yield* guard.drop();
    }
  }

  isPoisoned(): Op<boolean> {
    return step(IS_POISONED, this);
  }

  /** What is guarded, without the lock: for guards, monitors and tests only. */
  peek(): T {
    return this.inner;
  }

  /** For the guard only. */
  poke(value: T): void {
    this.inner = value;
  }
}

export class ReadGuard<T> extends Guard<RwLock<T>> {
  /** Use `read`. */
  constructor(rwLock: RwLock<T>, poisoned: boolean) {
    super(rwLock, false, poisoned);
  }

  get value(): T {
    this.use("value");
    return this.lock.peek();
  }
}

export class WriteGuard<T> extends Guard<RwLock<T>> {
  /** Use `write`. */
  constructor(rwLock: RwLock<T>, poisoned: boolean) {
    super(rwLock, true, poisoned);
  }

  get value(): T {
    this.use("value");
    return this.lock.peek();
  }

  set value(next: T) {
    this.use("value");
    this.lock.poke(next);
  }
}
