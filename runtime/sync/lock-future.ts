/** The guard of a lock, made out of the permits of its semaphore. */
import { type Arc, panic } from "../../sim/index.ts";
import { Acquiring } from "./acquiring.ts";
import type { BatchSemaphore } from "./batch-semaphore.ts";
import { HeldPermits } from "./lock-guard.ts";

export class LockFuture<G> extends Acquiring<G> {
  readonly sort = "lock future";
  private readonly held: HeldPermits;
  private readonly guard: (held: HeldPermits) => G;

  /** `share`: of the lock, for an owned guard; null for one that borrows it. Takes it over. */
  constructor(semaphore: BatchSemaphore, count: number, share: Arc<unknown> | null, guard: (held: HeldPermits) => G) {
    super(semaphore, count, share);
    this.held = new HeldPermits(semaphore, count, share);
    this.guard = guard;
  }

  protected acquired(): G {
    return this.guard(this.held);
  }

  protected closed(): G {
    // Nobody closes the semaphore of a lock.
    panic("internal error: entered unreachable code");
  }
}
