/** Permits of a `Semaphore` in somebody's hands: dropping them gives them back. */
import { type Arc, type Op, Owned, observing, panic } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Semaphore } from "./semaphore.ts";

abstract class Permit extends Owned {
  readonly sort = "permit";
  protected readonly semaphore: Semaphore;
  protected count: number;

  constructor(semaphore: Semaphore, count: number) {
    super(null);
    this.semaphore = semaphore;
    this.count = count;
  }

  abstract drop(): Op<void>;

  numPermits(): number {
    this.use("numPermits()");
    return this.count;
  }

  /** tokio's `forget`: the semaphore has so many permits less from now on. */
  *forgetPermits(): Op<void> {
    const { batch } = this.semaphore;
    if (observing() && this.count > 0) {
      tell({ type: "permit.release", semaphore: batch, count: this.count });
      tell({ type: "permit.forget", semaphore: batch, count: this.count });
    }
    this.count = 0;
    yield* this.drop();
  }

  /** Takes `other` over: one permit in place of two. */
  *merge(other: this): Op<void> {
    this.use("merge()");
    if (this.semaphore !== other.semaphore) panic("merging permits from different semaphore instances");
    this.count += other.count;
    other.count = 0;
    yield* other.drop();
  }

  /** Takes `count` permits out of these; false where there are fewer. */
  protected takeOut(count: number): boolean {
    this.use("split()");
    if (count > this.count) return false;
    this.count -= count;
    return true;
  }

  protected giveBack(): Op<void> {
    this.consume("dropped");
    return this.semaphore.batch.release(this.count);
  }
}

/** Borrows its semaphore. */
export class SemaphorePermit extends Permit {
  drop(): Op<void> {
    return this.giveBack();
  }

  /** A permit of its own for `count` of these; null where there are fewer. */
  *split(count: number): Op<SemaphorePermit | null> {
    return this.takeOut(count) ? new SemaphorePermit(this.semaphore, count) : null;
  }
}

/** Has a reference to its semaphore. */
export class OwnedSemaphorePermit extends Permit {
  private readonly share: Arc<Semaphore>;

  /** Takes `share` over. */
  constructor(semaphore: Semaphore, count: number, share: Arc<Semaphore>) {
    super(semaphore, count);
    this.share = share;
  }

  *drop(): Op<void> {
    try {
      yield* this.giveBack();
    } finally {
      yield* this.share.drop();
    }
  }

  *split(count: number): Op<OwnedSemaphorePermit | null> {
    if (!this.takeOut(count)) return null;
    return new OwnedSemaphorePermit(this.semaphore, count, yield* this.share.clone());
  }
}
