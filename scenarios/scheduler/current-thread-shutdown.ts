/**
 * A runtime shuts down while a waker of one of its tasks is used on another thread: the task is queued
 * before the shutdown, or after it, when the inject queue is closed; it is polled no more, and what was
 * queued is given up.
 */
import { scenario } from "../../properties/index.ts";
import { yieldNow } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Endless } from "../task/support/futures.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";
import { GivesWaker } from "./support/gives-waker.ts";

export const currentThreadShutdown = scenario({
  name: "scheduler/current-thread-shutdown",
  about: "A thread wakes a task of a runtime, or aborts it, which shuts down with tasks that wait and that are queued.",
  source: "tokio runtime/scheduler/current_thread/mod.rs: shutdown2; runtime/tests/loom_local.rs",
  options: { abort: { oneOf: [true, false] } },
  *model({ abort }) {
    const runtime = currentThreadRuntime();
    const waits = new GivesWaker();
    const queued = new Endless();
    const join = yield* runtime.handle.spawn(waits, "waits");
    yield* runtime.blockOn(yieldNow());
    const waker = yield* waits.given();
    const detached = yield* runtime.handle.spawn(queued, "queued");
    yield* detached.drop();

    const waking = yield* spawn(() => waker.wake(), "waker");
    const aborting = abort ? yield* spawn(() => join.abort(), "aborter") : null;
    yield* runtime.shutdown();
    assert(waits.held.droppedBy === "main" && queued.held.droppedBy === "main", "a task outlived its runtime");
    assert(queued.polls === 0, "a task was polled by the shutdown");
    yield* waking.join();
    if (aborting !== null) yield* aborting.join();
    yield* join.drop();
  },
});
