/**
 * Most join handles are dropped right after spawning, before anything has happened to the task: for
 * these there is a short cut. Where a worker was faster, it must not be taken. Dropping a handle only
 * detaches the task, which runs on to its end.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, PENDING, type Poll, ready } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";
import { Resource } from "./support/resource.ts";

/** Lets others run once before it is ready. */
class YieldsOnce extends HoldingFuture<Resource> {
  polls = 0;

  *poll(cx: Context): Op<Poll<Resource>> {
    if (++this.polls > 1) return ready(new Resource("output"));
    yield* cx.waker.wakeByRef();
    return PENDING;
  }
}

export const joinDropAtOnce = scenario({
  name: "task/join-drop-at-once",
  about: "The main thread drops the join handle of a new task, while a worker polls the task for the first time.",
  source: "tokio runtime/task/join.rs: drop_join_handle_fast; tokio-rs/tokio#2044",
  *model() {
    const scheduler = new FifoScheduler();
    const worker = yield* spawn(() => scheduler.work(), "worker");
    const future = new YieldsOnce();
    const join = yield* scheduler.spawn(future, "task");
    yield* join.drop();
    yield* scheduler.stop();
    yield* worker.join();
    assert(future.polls === 2, "a detached task was not run to its end");
  },
});
