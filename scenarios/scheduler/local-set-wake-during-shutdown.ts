/**
 * A LocalSet is dropped while a waker of one of its tasks is used on another thread. The task is queued
 * before that, or too late, when the remote queue is gone: it must be given up in both cases, for a task
 * that lies in the queue keeps the set's shared half alive, which keeps the queue.
 */
import { scenario } from "../../properties/index.ts";
import { LocalSet, yieldNow } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";
import { GivesWaker } from "./support/gives-waker.ts";

export const localSetWakeDuringShutdown = scenario({
  name: "scheduler/local-set-wake-during-shutdown",
  about: "A thread wakes a task of a LocalSet, which is polled once more and dropped.",
  source: "tokio runtime/tests/loom_local.rs: wake_during_shutdown",
  *model() {
    const runtime = currentThreadRuntime();
    const set = new LocalSet();
    const future = new GivesWaker();
    const join = yield* set.spawnLocal(future, "task");
    const foreigner = yield* spawn(() => wakeWhenThere(future), "foreigner");
    yield* runtime.blockOn(set.runUntil(yieldNow()));
    yield* set.drop();
    assert(
      future.held.droppedBy === "main",
      "a local task's future is dropped at home, and with its set at the latest",
    );
    yield* foreigner.join();
    yield* join.drop();
    yield* runtime.shutdown();
  },
});

function* wakeWhenThere(future: GivesWaker): Op<void> {
  const waker = yield* future.given();
  yield* waker.wake();
}
