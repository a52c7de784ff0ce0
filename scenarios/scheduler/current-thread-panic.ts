/**
 * The future of a blockOn panics, on the thread that has the core. The panic leaves the blockOn; the core
 * is put back all the same, and the thread that waits for it runs the tasks from then on.
 */
import { scenario } from "../../properties/index.ts";
import { type CurrentThread, type Future, pollFn, yieldNow } from "../../runtime/index.ts";
import { assert, catchUnwind, type Op, panic, spawn } from "../../sim/index.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

function* blockOnTask(runtime: CurrentThread): Op<void> {
  const result = yield* runtime.blockOn(yield* runtime.handle.spawn(yieldNow(), "task"));
  assert(result.ok, "the panic of another thread's future reached a task");
}

function panics(): Future<never> {
  return pollFn(function* () {
    panic("poll");
  });
}

export const currentThreadPanic = scenario({
  name: "scheduler/current-thread-panic",
  about: "The future of one blockOn panics, while another thread blocks on the same runtime for a task.",
  source: "tokio runtime/scheduler/current_thread/mod.rs: impl Drop for CoreGuard",
  *model() {
    const runtime = currentThreadRuntime();
    const second = yield* spawn(() => blockOnTask(runtime), "second");
    const caught = yield* catchUnwind(() => runtime.blockOn(panics()));
    assert(!caught.ok && caught.panic.message === "poll", "a panic of the future did not leave the blockOn");
    yield* second.join();
    yield* runtime.shutdown();
  },
});
