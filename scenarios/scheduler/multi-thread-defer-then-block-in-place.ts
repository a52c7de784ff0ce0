/**
 * A task yields, and the same poll goes on to block in place: the deferred waker must not stay with a thread
 * that may have lost its core for good, and the runtime that is entered meanwhile must leave it alone.
 */
import { scenario } from "../../properties/index.ts";
import {
  async_,
  blockInPlace,
  type Context,
  Handle,
  type JoinHandle,
  PENDING,
  type Poll,
  READY,
  yieldNow,
} from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { HoldingFuture } from "../task/support/futures.ts";
import { pool } from "./support/pool.ts";

function* nothing(): Op<void> {}

/** Pending once, after it has yielded and then blocked. */
class YieldsAndBlocks extends HoldingFuture<void> {
  private readonly yielding = yieldNow();

  *poll(cx: Context): Op<Poll<void>> {
    if ((yield* this.yielding.poll(cx)).ready) return READY;
    yield* blockInPlace(() => Handle.current().blockOn(async_(nothing)));
    return PENDING;
  }
}

export const multiThreadDeferThenBlockInPlace = scenario({
  name: "scheduler/multi-thread-defer-then-block-in-place",
  about: "A task yields, and then blocks in place and enters the runtime, in one poll.",
  source: "tokio-rs/tokio#5251: rt: fix new yield_now behavior with block_in_place",
  *model() {
    const runtime = yield* pool(1);
    const join: JoinHandle<void> = yield* runtime.spawn(new YieldsAndBlocks(), "task");
    yield* runtime.blockOn(join);
    yield* runtime.drop();
  },
});
