/**
 * The inject queue is closed while others push: a task is either in there for the one who closes, or dropped.
 * It is on the list that owns it in any case, and cancelled from there.
 */
import { scenario } from "../../properties/index.ts";
import { FifoScheduler, Inject, type Notified } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Endless } from "../task/support/futures.ts";

function* bindTo(scheduler: FifoScheduler, name: string): Op<Notified> {
  const { join, notified } = yield* scheduler.owned.bind(new Endless(), scheduler, name);
  yield* join.drop();
  assert(notified !== null, "the list of tasks is open");
  return notified;
}

export const injectCloseVsPush = scenario({
  name: "scheduler/inject-close-vs-push",
  about: "One thread pushes a task to the inject queue and another a batch, while the runtime closes and empties it.",
  source: "tokio runtime/scheduler/inject/shared.rs: push, close; tokio-rs/tokio#2046",
  *model() {
    const owner = new FifoScheduler();
    const inject = new Inject();
    const single = yield* bindTo(owner, "single");
    const batch = [yield* bindTo(owner, "batch 1"), yield* bindTo(owner, "batch 2")];
    const pusher = yield* spawn(() => inject.push(single), "pusher");
    const batcher = yield* spawn(() => inject.pushBatch(batch), "batcher");
    assert(yield* inject.close(), "the queue was closed already");
    yield* owner.shutdown();
    for (let task = yield* inject.pop(); task !== null; task = yield* inject.pop()) yield* task.drop();
    yield* pusher.join();
    yield* batcher.join();
    assert(yield* inject.isEmpty(), "the inject queue took a task after it was closed");
  },
});
