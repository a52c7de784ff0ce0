/** Waiting for permits on a thread of its own. */
import { type BatchSemaphore, blockOn } from "../../../runtime/index.ts";
import { assert, type Op } from "../../../sim/index.ts";

/** The permits are the caller's, who says so by `release`. */
export function* acquireNow(semaphore: BatchSemaphore, count: number): Op<void> {
  assert((yield* blockOn(semaphore.acquire(count))).ok, "a semaphore that nobody closes is closed");
}

/** The same where it may be closed: false. */
export function* acquireUnlessClosed(semaphore: BatchSemaphore, count: number): Op<boolean> {
  return (yield* blockOn(semaphore.acquire(count))).ok;
}
