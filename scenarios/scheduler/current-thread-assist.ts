/**
 * Two threads block on one runtime. One has the core and runs all tasks; the other one polls its own future
 * alone and parks until it is woken, or until the core is free: who leaves must tell it, or else its
 * task would be run by nobody.
 */
import { scenario } from "../../properties/index.ts";
import { type CurrentThread, yieldNow } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

function* blockOnTask(runtime: CurrentThread, name: string): Op<void> {
  const result = yield* runtime.blockOn(yield* runtime.handle.spawn(yieldNow(), name));
  assert(result.ok, "a task that nobody cancelled was cancelled");
}

export const currentThreadAssist = scenario({
  name: "scheduler/current-thread-assist",
  about: "Two threads block on one runtime, each for a task of its own, and only one of them can run the tasks.",
  source: "tokio runtime/tests/loom_multi_thread.rs: block_on assists; scheduler/current_thread/mod.rs: block_on",
  *model() {
    const runtime = currentThreadRuntime();
    const second = yield* spawn(() => blockOnTask(runtime, "task 2"), "second");
    yield* blockOnTask(runtime, "task 1");
    yield* second.join();
    yield* runtime.shutdown();
  },
});
