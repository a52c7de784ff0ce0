/** The inject queue between those who push, alone and in batches, and those who pop: each task comes out once. */
import { scenario } from "../../properties/index.ts";
import { Inject } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { QueuedTasks } from "./support/queued-tasks.ts";

function* popOften(inject: Inject, tasks: QueuedTasks): Op<void> {
  for (let i = 0; i < 2; i++) {
    const task = yield* inject.pop();
    if (task !== null) yield* tasks.take(task);
  }
}

export const injectPushVsPop = scenario({
  name: "scheduler/inject-push-vs-pop",
  about: "One thread pushes a batch to the inject queue, one pops from it, and the main thread does both.",
  source: "tokio runtime/scheduler/inject/rt_multi_thread.rs: push_batch",
  *model() {
    const tasks = new QueuedTasks();
    const inject = new Inject();
    const single = yield* tasks.make();
    const batch = yield* tasks.makeAll(2);
    const batcher = yield* spawn(() => inject.pushBatch(batch), "batcher");
    const popper = yield* spawn(() => popOften(inject, tasks), "popper");
    yield* inject.push(single);
    for (const task of yield* inject.popN(2)) yield* tasks.take(task);
    yield* batcher.join();
    yield* popper.join();
    for (let task = yield* inject.pop(); task !== null; task = yield* inject.pop()) yield* tasks.take(task);
    yield* tasks.end();
  },
});
