/** `blocking_lock` and its kin, after tokio's `future::block_on`: for threads that drive no runtime. */
import { type Op, panic } from "../../sim/index.ts";
import { tryEnterBlockingRegion } from "../context.ts";
import type { Future } from "../future/future.ts";

/** Runs `locking` to its end on this thread. Takes the future over. */
export function* blockingLock<G>(locking: Future<G>): Op<G> {
  const region = tryEnterBlockingRegion();
  if (region === null) {
    yield* locking.drop();
    panic(
      "Cannot block the current thread from within a runtime. This happens because a function attempted to block the current thread while the thread is being used to drive asynchronous tasks.",
    );
  }
  return yield* region.blockOn(locking);
}
