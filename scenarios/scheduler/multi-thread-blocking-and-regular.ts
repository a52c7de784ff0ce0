/** Tasks that are queued behind one that blocks in place: another thread comes for them. */
import { scenario } from "../../properties/index.ts";
import { async_, blockInPlace, wait, yieldNow } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { AllArrived } from "./support/counting.ts";
import { Latch } from "./support/latch.ts";
import { pool } from "./support/pool.ts";

function* blocks(blocked: Latch, pending: boolean): Op<void> {
  yield* blockInPlace(() => blocked.open());
  if (pending) yield* wait(yieldNow());
}

export const multiThreadBlockingAndRegular = scenario({
  name: "scheduler/multi-thread-blocking-and-regular",
  about: "A task blocks in place while others are queued for the same worker.",
  source: "tokio runtime/tests/loom_multi_thread.rs: blocking_and_regular, blocking_and_regular_with_pending",
  options: { pending: { oneOf: [false, true] }, regular: { from: 1, to: 3 } },
  *model({ pending, regular }) {
    const runtime = yield* pool(1);
    const blocked = new Latch("blocked");
    const arrived = new AllArrived(regular);
    const join = yield* runtime.spawn(
      async_(() => blocks(blocked, pending)),
      "blocks",
    );
    yield* join.drop();
    for (let i = 0; i < regular; i++) {
      const other = yield* runtime.spawn(
        async_(() => arrived.arrive()),
        `regular ${i}`,
      );
      yield* other.drop();
    }
    yield* arrived.wait();
    yield* blocked.wait();
    yield* runtime.drop();
  },
});
