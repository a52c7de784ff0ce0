/** `tokio::sync::Semaphore`: a batch semaphore whose permits are values, given back by being dropped. */
import type { Arc, Op } from "../../sim/index.ts";
import type { Result } from "../future/result.ts";
import { AcquirePermit } from "./acquire-permit.ts";
import { BatchSemaphore, type TryAcquire } from "./batch-semaphore.ts";
import { MAX_PERMITS } from "./permit-word.ts";
import { OwnedSemaphorePermit, SemaphorePermit } from "./semaphore-permit.ts";

export type TryAcquireError = Exclude<TryAcquire, "ok">;

export class Semaphore {
  static readonly MAX_PERMITS = MAX_PERMITS;

  /** Public for tests and monitors. */
  readonly batch: BatchSemaphore;

  constructor(permits: number, label = "semaphore") {
    this.batch = new BatchSemaphore(permits, label);
  }

  /** `acquire_owned`, `acquire_many_owned`: takes the reference over. */
  static *acquireOwned(semaphore: Arc<Semaphore>, count = 1): Op<AcquirePermit<OwnedSemaphorePermit>> {
    const inner = yield* semaphore.get();
    const permit = (): OwnedSemaphorePermit => new OwnedSemaphorePermit(inner, count, semaphore);
    return new AcquirePermit(inner.batch, count, permit, semaphore);
  }

  /** `try_acquire_owned`, `try_acquire_many_owned`: takes the reference over, also where there is no permit. */
  static *tryAcquireOwned(semaphore: Arc<Semaphore>, count = 1): Op<Result<OwnedSemaphorePermit, TryAcquireError>> {
    const inner = yield* semaphore.get();
    const tried = yield* inner.batch.tryAcquire(count);
    if (tried === "ok") return { ok: true, value: new OwnedSemaphorePermit(inner, count, semaphore) };
    yield* semaphore.drop();
    return { ok: false, error: tried };
  }

  availablePermits(): Op<number> {
    return this.batch.availablePermits();
  }

  /** More permits than there were. */
  addPermits(count: number): Op<void> {
    return this.batch.addPermits(count);
  }

  /** Up to `count` permits less; says how many. */
  forgetPermits(count: number): Op<number> {
    return this.batch.forgetPermits(count);
  }

  /** One permit, in the order of asking; or the semaphore was closed. */
  acquire(): AcquirePermit<SemaphorePermit> {
    return this.acquireMany(1);
  }

  acquireMany(count: number): AcquirePermit<SemaphorePermit> {
    return new AcquirePermit(this.batch, count, () => new SemaphorePermit(this, count), null);
  }

  tryAcquire(): Op<Result<SemaphorePermit, TryAcquireError>> {
    return this.tryAcquireMany(1);
  }

  *tryAcquireMany(count: number): Op<Result<SemaphorePermit, TryAcquireError>> {
    const tried = yield* this.batch.tryAcquire(count);
    return tried === "ok" ? { ok: true, value: new SemaphorePermit(this, count) } : { ok: false, error: tried };
  }

  /** No permits for anybody any more; those that are out may be given back. */
  close(): Op<void> {
    return this.batch.close();
  }

  isClosed(): Op<boolean> {
    return this.batch.isClosed();
  }
}
