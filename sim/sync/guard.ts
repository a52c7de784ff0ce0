/**
 * What holds a lock: dropping it lets go. A guard that is dropped while its thread unwinds from a
 * panic that began after the locking poisons the lock, as in std.
 */
import { ambient } from "../ambient.ts";
import { step } from "../engine/operation.ts";
import type { Thread } from "../engine/thread.ts";
import { UsageError } from "../finding/usage-error.ts";
import { Owned } from "../heap/owned.ts";
import type { Op } from "../op.ts";
import { panic, panicking } from "../panic/panic.ts";
import { UNLOCK } from "./lock-kinds.ts";
import type { Lockable } from "./lock-word.ts";

/** What to do about a poisoned lock: Rust's `unwrap()`, or its `unwrap_or_else(into_inner)`. */
export type WhenPoisoned = "panic" | "ignore";

export abstract class Guard extends Owned {
  readonly sort = "guard";
  /** Whether the lock was poisoned when it was had. */
  poisoned: boolean;
  protected readonly lock: Lockable;
  private readonly thread: Thread;
  /** Shared guards never poison. */
  private readonly exclusive: boolean;
  private readonly wasPanicking: boolean;

  constructor(lock: Lockable, exclusive: boolean, poisoned: boolean) {
    super(null);
    this.lock = lock;
    this.poisoned = poisoned;
    this.exclusive = exclusive;
    this.thread = ambient().thread;
    this.wasPanicking = exclusive && panicking();
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
    if (ambient().thread !== this.thread) {
      throw new UsageError(`${this.label} left the thread "${this.thread.name}": drop a guard where it was made`);
    }
    return step(UNLOCK, this.lock, "Relaxed", this.exclusive && !this.wasPanicking && panicking());
  }
}

/** Gives `guard` back, unless its lock is poisoned and that is to panic; then it lets go first. */
export function* unlessPoisoned<G extends Guard>(guard: G, whenPoisoned: WhenPoisoned): Op<G> {
  if (guard.poisoned && whenPoisoned === "panic") {
    yield* guard.drop();
    panic("called `Result::unwrap()` on an `Err` value: PoisonError { .. }");
  }
  return guard;
}

/** Runs `body` with `guard`, and drops the guard however `body` ends, unless it did so itself. */
export function* guarded<G extends Guard, R>(guard: G, body: (guard: G) => Op<R>): Op<R> {
  try {
    return yield* body(guard);
  } finally {
    if (!guard.consumed) yield* guard.drop();
  }
}
