/** The future of a `blockOn` is woken by a thread, while the only worker is busy with a task that yields. */
import { scenario } from "../../properties/index.ts";
import { async_, spawn, wait, yieldNow } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { byThread, Gated } from "./support/gated.ts";
import { pool } from "./support/pool.ts";

function* yieldsTwice(): Op<void> {
  for (let i = 0; i < 2; i++) yield* wait(yieldNow());
}

function* underLoad(): Op<void> {
  yield* (yield* spawn(async_(yieldsTwice), "load")).drop();
  yield* wait(new Gated(byThread));
}

export const multiThreadCompleteBlockOnUnderLoad = scenario({
  name: "scheduler/multi-thread-complete-block-on-under-load",
  about: "A thread completes what another thread waits for in blockOn, while the only worker runs a task that yields.",
  source: "tokio runtime/tests/loom_multi_thread.rs: complete_block_on_under_load",
  *model() {
    const runtime = yield* pool(1);
    yield* runtime.blockOn(async_(underLoad));
    yield* runtime.drop();
  },
});
