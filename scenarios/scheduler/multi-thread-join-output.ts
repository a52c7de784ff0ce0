/** The future of a `blockOn`, on a thread that is no worker, waits for a task's output. */
import { scenario } from "../../properties/index.ts";
import { async_, spawn, wait } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { pool } from "./support/pool.ts";

function* hello(): Op<string> {
  return "hello";
}

function* spawnsAndJoins(): Op<void> {
  const join = yield* spawn(async_(hello), "task");
  const out = yield* wait(join);
  assert(out.ok && out.value === "hello", "a task that nobody cancels has an output");
}

export const multiThreadJoinOutput = scenario({
  name: "scheduler/multi-thread-join-output",
  about: "A thread in blockOn waits for a task that a worker completes.",
  source: "tokio runtime/tests/loom_multi_thread.rs: join_output",
  *model() {
    const runtime = yield* pool(1);
    yield* runtime.blockOn(async_(spawnsAndJoins));
    yield* runtime.drop();
  },
});
