/** Tasks that wait for a thread and for each other are cancelled by the shutdown, wherever they are by then. */
import { scenario } from "../../properties/index.ts";
import { byTask, byThread, Gated } from "./support/gated.ts";
import { pool } from "./support/pool.ts";

export const multiThreadPoolShutdown = scenario({
  name: "scheduler/multi-thread-pool-shutdown",
  about: "A runtime is dropped while a thread and a task wake two of its tasks.",
  source: "tokio runtime/tests/loom_multi_thread.rs: pool_shutdown",
  *model() {
    const runtime = yield* pool(2);
    yield* (yield* runtime.spawn(new Gated(byThread), "by a thread")).drop();
    yield* (yield* runtime.spawn(new Gated(byTask), "by a task")).drop();
    yield* runtime.drop();
  },
});
