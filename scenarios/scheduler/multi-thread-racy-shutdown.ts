/**
 * A runtime is dropped while its worker's core changes hands: a task blocks in place, another one is
 * still queued. Whoever has the core in the end must see the shutdown and drop what is queued.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockInPlace } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { GivesOutput } from "../task/support/futures.ts";
import { pool } from "./support/pool.ts";

function* nothing(): Op<void> {}

export const multiThreadRacyShutdown = scenario({
  name: "scheduler/multi-thread-racy-shutdown",
  about: "A runtime is dropped while a task blocks in place and another one is queued.",
  source: "tokio runtime/tests/loom_multi_thread.rs: racy_shutdown",
  *model() {
    const runtime = yield* pool(1);
    yield* (yield* runtime.spawn(
      async_(() => blockInPlace(nothing)),
      "blocks",
    )).drop();
    yield* (yield* runtime.spawn(new GivesOutput(), "queued")).drop();
    yield* runtime.drop();
  },
});
