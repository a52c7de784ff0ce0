/**
 * What holds a lock: dropping it lets go. A guard that is dropped while its thread unwinds from a
 * panic that began after the locking poisons the lock, as in std.
 */
import { ambient } from "../ambient.ts";
import { step } from "../engine/operation.ts";
import { UsageError } from "../finding/usage-error.ts";
import { Owned } from "../heap/owned.ts";
import type { Op } from "../op.ts";
import { panic, panicking } from "../panic/panic.ts";
import { UNLOCK } from "./lock-kinds.ts";
import type { Lockable } from "./lock-word.ts";

/** What to do about a poisoned lock: Rust's `unwrap()`, or its `unwrap_or_else(into_inner)`. */
export type WhenPoisoned = "panic" | "ignore";

export abstract class Guard<L extends Lockable> extends Owned {
  /** Whether the lock was poisoned when it was had. */
  poisoned: boolean;
  protected readonly lock: L;
  /** Whether a panic would poison: not where the guard is shared, nor where the thread unwound already. */
  private readonly mayPoison: boolean;

  constructor(lock: L, exclusive: boolean, poisoned: boolean) {
    super(null);
    this.lock = lock;
    this.poisoned = poisoned;
    this.mayPoison = exclusive && !panicking();
  }

  get sort(): string {
    return "guard";
  }

  override get label(): string {
    return `guard of ${this.lock.label}`;
  }

  override get role(): string {
    return `guard of ${this.lock.role}`;
  }

  /** Unlocks. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.unlock();
  }

  /** Lets go of the lock, whatever becomes of the guard. */
  protected unlock(): Op<void> {
    if (ambient().thread !== this.maker) {
      throw new UsageError(`${this.label} left the thread "${this.maker?.name}": drop a guard where it was made`);
    }
    return step(UNLOCK, this.lock, "Relaxed", this.mayPoison && panicking());
  }
}

/** What becomes of a `guard` that was had although its lock is poisoned: kept, or let go with a panic. */
export function* havePoisoned<L extends Lockable>(guard: Guard<L>, whenPoisoned: WhenPoisoned): Op<void> {
  if (whenPoisoned === "ignore") return;
  yield* guard.drop();
  panic("called `Result::unwrap()` on an `Err` value: PoisonError { .. }");
}
