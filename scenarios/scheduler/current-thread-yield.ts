/**
 * A task that yields goes on only after all that could run has run, and the driver had its turn: the tasks
 * queued before, on this thread or from another one, are not kept waiting.
 */
import { scenario } from "../../properties/index.ts";
import { async_, wait, yieldNow } from "../../runtime/index.ts";
import { AtomicBool, assert, spawn } from "../../sim/index.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

export const currentThreadYield = scenario({
  name: "scheduler/current-thread-yield",
  about: "A task yields after it has spawned another one, while a thread spawns a third.",
  source: "tokio runtime/tests/loom_current_thread/yield_now.rs: yield_calls_park_before_scheduling_again",
  *model() {
    const runtime = currentThreadRuntime();
    const { handle } = runtime;
    const remoteIsQueued = new AtomicBool(false, "remoteIsQueued");
    const ran: string[] = [];
    const noting = (name: string) =>
      async_(function* () {
        ran.push(name);
      });
    const other = yield* spawn(function* () {
      const join = yield* handle.spawn(noting("remote"), "remote");
      yield* remoteIsQueued.store(true, "Release");
      yield* join.drop();
    }, "other");
    yield* runtime.blockOn(
      async_(function* () {
        const join = yield* handle.spawn(noting("local"), "local");
        const wasQueued = yield* remoteIsQueued.load("Acquire");
        yield* wait(yieldNow());
        assert(ran.includes("local"), "the yielding task went on before a task that was queued on its thread");
        assert(
          !wasQueued || ran.includes("remote"),
          "the yielding task went on before a task that a thread had queued",
        );
        yield* join.drop();
      }),
    );
    yield* other.join();
    yield* runtime.shutdown();
  },
});
