/**
 * Waits for the permits of a lock and makes the guard out of them: what tokio's `async fn lock` and its kin
 * come to. Dropped before it is ready, it leaves the queue and gives back what it was assigned.
 */
import { type Arc, type Op, Owned, panic } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import type { Result } from "../future/result.ts";
import type { BatchSemaphore } from "./batch-semaphore.ts";
import { HeldPermits } from "./lock-guard.ts";

export class LockFuture<G> extends Owned implements Future<G> {
  readonly sort = "lock future";
  private readonly semaphore: BatchSemaphore;
  private readonly count: number;
  private readonly share: Arc<unknown> | null;
  private readonly acquire: Future<Result<void, "closed">>;
  private readonly guard: (held: HeldPermits) => G;
  private isDone = false;

  /** `share`: of the lock, for an owned guard; null for one that borrows it. Takes it over. */
  constructor(semaphore: BatchSemaphore, count: number, share: Arc<unknown> | null, guard: (held: HeldPermits) => G) {
    super(null);
    this.semaphore = semaphore;
    this.count = count;
    this.share = share;
    this.acquire = semaphore.acquire(count);
    this.guard = guard;
  }

  *poll(cx: Context): Op<Poll<G>> {
    this.use("poll()");
    if (this.isDone) panic("`async fn` resumed after completion");
    const poll = yield* this.acquire.poll(cx);
    if (!poll.ready) return PENDING;
    // Nobody closes the semaphore of a lock.
    if (!poll.value.ok) panic("internal error: entered unreachable code");
    this.isDone = true;
    return ready(this.guard(new HeldPermits(this.semaphore, this.count, this.share)));
  }

  *drop(): Op<void> {
    this.consume("dropped");
    try {
      yield* this.acquire.drop();
    } finally {
      if (!this.isDone && this.share !== null) yield* this.share.drop();
    }
  }
}
