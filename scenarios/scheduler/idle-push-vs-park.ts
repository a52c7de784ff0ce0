/**
 * A worker goes to sleep while a task is pushed. Who pushes wakes nobody while a worker searches; so the last
 * one that searches looks once more after it has left the count. One of the two must see the other.
 */
import { scenario } from "../../properties/index.ts";
import { type HasIdle, Idle, Inject } from "../../runtime/index.ts";
import { assert, Mutex, type Op, spawn } from "../../sim/index.ts";
import { QueuedTasks } from "./support/queued-tasks.ts";

/** A worker's way to sleep: whether it has found work in the end. */
function* searchAndPark(idle: Idle, shared: Mutex<HasIdle>, inject: Inject): Op<boolean> {
  const searches = yield* idle.transitionWorkerToSearching();
  if (!(yield* inject.isEmpty())) return true;
  const looksAgain = yield* idle.transitionWorkerToParked(shared, 0, searches);
  return looksAgain && !(yield* inject.isEmpty());
}

export const idlePushVsPark = scenario({
  name: "scheduler/idle-push-vs-park",
  about: "A worker that finds nothing goes to sleep, while another thread pushes a task and notifies a worker.",
  source: "tokio runtime/scheduler/multi_thread/idle.rs",
  *model() {
    const tasks = new QueuedTasks();
    const inject = new Inject();
    const { idle, synced } = Idle.new(1);
    const shared = new Mutex<HasIdle>({ idle: synced }, "synced");
    const task = yield* tasks.make();
    const worker = yield* spawn(() => searchAndPark(idle, shared, inject), "worker");
    yield* inject.push(task);
    const notified = (yield* idle.workerToNotify(shared)) !== null;
    const found = yield* worker.join();
    assert(found || notified, "the worker sleeps, and nobody was told of the task");
    for (const left of yield* inject.popN(1)) yield* tasks.take(left);
    yield* tasks.end();
  },
});
