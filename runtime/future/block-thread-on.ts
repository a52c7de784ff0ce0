/** tokio's `future::block_on`: what blocking calls of asynchronous things wait with, on threads that drive no runtime. */
import { type Op, panic } from "../../sim/index.ts";
import { tryEnterBlockingRegion } from "../context.ts";
import type { Future } from "./future.ts";

const MUST_NOT_BLOCK =
  "Cannot block the current thread from within a runtime. This happens because a function attempted to block the " +
  "current thread while the thread is being used to drive asynchronous tasks.";

/** Runs `future` to its end on this thread. Panics inside of a runtime. Takes the future over. */
export function* blockThreadOn<T>(future: Future<T>): Op<T> {
  const region = tryEnterBlockingRegion();
  if (region !== null) return yield* region.blockOn(future);
  yield* future.drop();
  panic(MUST_NOT_BLOCK);
}
