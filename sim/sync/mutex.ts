/** `std::sync::Mutex`: the value is reached through the guard only, and a panic meanwhile poisons it. */
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Location } from "../memory/location.ts";
import type { Op } from "../op.ts";
import { Guard, havePoisoned, type WhenPoisoned } from "./guard.ts";
import { IS_POISONED, lockKind, tryLockKind } from "./lock-kinds.ts";
import { Lockable, withoutPoison } from "./lock-word.ts";

const LOCK = lockKind("lock", "w");
const TRY_LOCK = tryLockKind("tryLock", "w");

const CLEAR_POISON = new StepKind<void>({
  name: "clearPoison",
  access: "write",
  perform: (op) => {
    const { memory } = op.execution;
    // Relaxed, as in std: says nothing of what the lock guards.
    memory.update(
      op.target as Location,
      (word) => withoutPoison(word as string),
      null,
      null,
      "Relaxed",
      "Relaxed",
      op.thread,
    );
  },
});

export class Mutex<T> extends Lockable {
  override readonly sort = "mutex";
  private inner: T;

  /** `name` is for traces. */
  constructor(value: T, name?: string) {
    super(name);
    this.inner = value;
  }

  /** Waits for the lock. A poisoned one panics, as `lock().unwrap()` does, unless that is ignored. */
  *lock(whenPoisoned: WhenPoisoned = "panic"): Op<MutexGuard<T>> {
    const { poisoned } = yield* step(LOCK, this);
    const guard = new MutexGuard(this, poisoned, whenPoisoned);
    if (poisoned) yield* havePoisoned(guard, whenPoisoned);
    return guard;
  }

  /** The guard if the lock is free, else null. */
  *tryLock(whenPoisoned: WhenPoisoned = "panic"): Op<MutexGuard<T> | null> {
    const { ok, poisoned } = yield* step(TRY_LOCK, this);
    if (!ok) return null;
    const guard = new MutexGuard(this, poisoned, whenPoisoned);
    if (poisoned) yield* havePoisoned(guard, whenPoisoned);
    return guard;
  }

  /** Runs `body` with the lock held; lets go however it ends. */
  *with<R>(body: (value: T, guard: MutexGuard<T>) => Op<R>, whenPoisoned: WhenPoisoned = "panic"): Op<R> {
    const guard = yield* this.lock(whenPoisoned);
    try {
      return yield* body(guard.value, guard);
    } finally {
      if (!guard.consumed) yield* guard.drop();
    }
  }

  isPoisoned(): Op<boolean> {
    return step(IS_POISONED, this);
  }

  clearPoison(): Op<void> {
    return step(CLEAR_POISON, this);
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

export class MutexGuard<T> extends Guard<Mutex<T>> {
  private readonly whenPoisoned: WhenPoisoned;

  /** Use `lock`. */
  constructor(mutex: Mutex<T>, poisoned: boolean, whenPoisoned: WhenPoisoned) {
    super(mutex, true, poisoned);
    this.whenPoisoned = whenPoisoned;
  }

  /** For `Condvar`: lets go of the lock until `relock`, which must follow. */
  letGo(): Op<void> {
    this.use("wait()");
    return this.unlock();
  }

  /** For `Condvar`: has the lock again; a poisoned one does as when it was first taken. */
  *relock(): Op<void> {
    this.poisoned = (yield* step(LOCK, this.lock)).poisoned;
    if (this.poisoned) yield* havePoisoned(this, this.whenPoisoned);
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
