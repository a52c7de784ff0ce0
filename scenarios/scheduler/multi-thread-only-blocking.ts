/** The only task blocks in place, while another thread goes on with the core and finds nothing to do. */
import { scenario } from "../../properties/index.ts";
import { async_, blockInPlace, wait, yieldNow } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { Latch } from "./support/latch.ts";
import { pool } from "./support/pool.ts";

function* blocks(blocked: Latch, pending: boolean): Op<void> {
  yield* blockInPlace(() => blocked.open());
  // Pending on a thread that may have lost its core.
  if (pending) yield* wait(yieldNow());
}

export const multiThreadOnlyBlocking = scenario({
  name: "scheduler/multi-thread-only-blocking",
  about: "The only task of a runtime blocks in place, and yields afterwards or not, while the runtime is dropped.",
  source: "tokio runtime/tests/loom_multi_thread.rs: only_blocking_without_pending, only_blocking_with_pending",
  options: { pending: { oneOf: [false, true] } },
  *model({ pending }) {
    const runtime = yield* pool(1);
    const blocked = new Latch("blocked");
    const join = yield* runtime.spawn(
      async_(() => blocks(blocked, pending)),
      "blocks",
    );
    yield* join.drop();
    yield* blocked.wait();
    yield* runtime.drop();
  },
});
