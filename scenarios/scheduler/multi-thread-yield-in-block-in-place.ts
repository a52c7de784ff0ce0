/**
 * Inside of `block_in_place` the thread has no core, and nobody looks at its list of deferred wakers: what
 * yields there must be woken at once.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockInPlace, Handle, wait, yieldNow } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { pool } from "./support/pool.ts";

function* yields(): Op<void> {
  yield* wait(yieldNow());
}

function* blocks(): Op<void> {
  yield* blockInPlace(() => Handle.current().blockOn(async_(yields)));
}

export const multiThreadYieldInBlockInPlace = scenario({
  name: "scheduler/multi-thread-yield-in-block-in-place",
  about: "A future yields inside of a blockOn inside of block_in_place, where the thread has no core.",
  source: "tokio-rs/tokio#7216: rt: skip defer queue in block_in_place context",
  *model() {
    const runtime = yield* pool(1);
    const join = yield* runtime.spawn(async_(blocks), "blocks");
    yield* runtime.blockOn(join);
    yield* runtime.drop();
  },
});
