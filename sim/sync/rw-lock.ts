/**
 * `std::sync::RwLock`: many readers or one writer; only a writer's panic poisons it. Readers do not
 * wait for waiting writers: std leaves the priority open.
 */
import { step } from "../engine/operation.ts";
import type { Op } from "../op.ts";
import { Guard, guarded, unlessPoisoned, type WhenPoisoned } from "./guard.ts";
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
    return yield* unlessPoisoned(new ReadGuard(this, poisoned), whenPoisoned);
  }

  /** Waits until nobody else reads or writes. */
  *write(whenPoisoned: WhenPoisoned = "panic"): Op<WriteGuard<T>> {
    const { poisoned } = yield* step(WRITE, this);
    return yield* unlessPoisoned(new WriteGuard(this, poisoned), whenPoisoned);
  }

  /** The guard if nobody writes, else null. */
  *tryRead(whenPoisoned: WhenPoisoned = "panic"): Op<ReadGuard<T> | null> {
    const { ok, poisoned } = yield* step(TRY_READ, this);
    return ok ? yield* unlessPoisoned(new ReadGuard(this, poisoned), whenPoisoned) : null;
  }

  /** The guard if nobody reads or writes, else null. */
  *tryWrite(whenPoisoned: WhenPoisoned = "panic"): Op<WriteGuard<T> | null> {
    const { ok, poisoned } = yield* step(TRY_WRITE, this);
    return ok ? yield* unlessPoisoned(new WriteGuard(this, poisoned), whenPoisoned) : null;
  }

  /** Runs `body` while reading; lets go however it ends. */
  *withRead<R>(body: (value: T) => Op<R>, whenPoisoned: WhenPoisoned = "panic"): Op<R> {
    const guard = yield* this.read(whenPoisoned);
    return yield* guarded(guard, () => body(guard.value));
  }

  /** Runs `body` while writing; lets go however it ends. */
  *withWrite<R>(body: (value: T, guard: WriteGuard<T>) => Op<R>, whenPoisoned: WhenPoisoned = "panic"): Op<R> {
    const guard = yield* this.write(whenPoisoned);
    return yield* guarded(guard, () => body(guard.value, guard));
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

export class ReadGuard<T> extends Guard {
  protected readonly rwLock: RwLock<T>;

  /** Use `read`. */
  constructor(rwLock: RwLock<T>, poisoned: boolean) {
    super(rwLock, false, poisoned);
    this.rwLock = rwLock;
  }

  get value(): T {
    this.use("value");
    return this.rwLock.peek();
  }
}

export class WriteGuard<T> extends Guard {
  private readonly rwLock: RwLock<T>;

  /** Use `write`. */
  constructor(rwLock: RwLock<T>, poisoned: boolean) {
    super(rwLock, true, poisoned);
    this.rwLock = rwLock;
  }

  get value(): T {
    this.use("value");
    return this.rwLock.peek();
  }

  set value(next: T) {
    this.use("value");
    this.rwLock.poke(next);
  }
}
